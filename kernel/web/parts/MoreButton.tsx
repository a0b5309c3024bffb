import { Button } from '@mantine/core';
import classes from './more-button.module.css';

/** The rest of something that comes in pages. */
export interface Rest {
  hasMore: boolean;
  isFetchingMore: boolean;
  fetchMore: () => void;
}

/** Fetches the next page, as long as there is one. */
export function MoreButton({ rest, label }: { rest: Rest; label: string }) {
  if (!rest.hasMore) return null;
  return (
    <div className={classes.more}>
      <Button variant="default" loading={rest.isFetchingMore} onClick={rest.fetchMore}>
        {label}
      </Button>
    </div>
  );
}
