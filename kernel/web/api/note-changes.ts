import type { QueryClient } from '@tanstack/react-query';
import { keys } from './keys.ts';
import { refreshLists } from './refresh-lists.ts';

/** News that come within this time are answered together: one's own write and the server's word of it, mostly. */
const gathering = 80;
/** While news keep coming (an import changes thousands of records), lists are refreshed at most this often. */
const pause = 1_000;

const pending = new Map<string, Set<number>>();
let isWaiting = false;
let lastFlush = 0;

function flush(client: QueryClient): void {
  isWaiting = false;
  lastFlush = Date.now();
  for (const [resource, ids] of pending) {
    void refreshLists(client, resource, [...ids]);
    void client.invalidateQueries({ queryKey: keys.picks(resource) });
    for (const id of ids) void client.invalidateQueries({ queryKey: keys.history(resource, id) });
  }
  pending.clear();
}

/** Records of `resource` changed, by whomever: what is shown of its lists is refreshed shortly. */
export function noteChanges(client: QueryClient, resource: string, ids: Iterable<number>): void {
  const known = pending.get(resource) ?? new Set<number>();
  for (const id of ids) known.add(id);
  pending.set(resource, known);
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(() => flush(client), Math.max(gathering, lastFlush + pause - Date.now()));
}
