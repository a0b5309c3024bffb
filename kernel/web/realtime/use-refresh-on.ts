import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { listen } from './live.ts';
import { useWatch } from './use-watch.ts';

/** What is shown as lists of `shown` follows from records of `source`, too: it is fetched again when these change. */
export function useRefreshOn(shown: string, source: string): void {
  const client = useQueryClient();
  useWatch(source);
  useEffect(
    () =>
      listen('changed', ({ resource }) => {
        if (resource === source) void client.invalidateQueries({ queryKey: keys.lists(shown) });
      }),
    [client, shown, source],
  );
}
