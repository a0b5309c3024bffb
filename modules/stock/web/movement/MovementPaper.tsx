import { type SlotProps, useText } from '#kernel/web/index.ts';
import { useRegistry } from '#kernel/web/registry.tsx';
import type { movement } from '../../contract/index.ts';
import { PaperLink } from '../parts/PaperLink.tsx';
import classes from './movement.module.css';

/** From a movement back to its paper. */
export default function MovementPaper({ row }: SlotProps<typeof movement>) {
  const { t } = useText();
  const resource = useRegistry().resource(row.sourceResource ?? undefined);
  if (!resource || row.sourceId === null) return null;
  return (
    <p className={classes.paper}>
      <span className={classes.quiet}>{t(resource.name)}</span>{' '}
      <PaperLink resource={row.sourceResource} id={row.sourceId} title={row.source} />
    </p>
  );
}
