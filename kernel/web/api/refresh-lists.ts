import { hashKey, type Query, type QueryClient } from '@tanstack/react-query';
import type { ListResult } from '../../contract/index.ts';
import { keys } from './keys.ts';
import { mergePages } from './merge-pages.ts';
import { request } from './request.ts';
import type { ListPages } from './use-list.ts';

interface Row {
  id: number;
}
type ListEntry = Query<ListPages<Row>>;

/**
 * A long list on the screen. A reader who has scrolled through 4,000 rows must not fetch them all at each change: what
 * is on the screen is asked for by its ids, the rest is noted as outdated and asked for when it comes on the screen.
 */
interface LongList {
  shown: readonly number[];
  outdated: Set<number>;
}
const longLists = new Map<string, LongList>();

/** As the server allows in one page. */
const mostAtOnce = 100;
/** Pages keep other things under the key of a list too, to be told of its changes; these are no pages of rows. */
const isLong = ({ state: { data } }: ListEntry) => data !== undefined && 'pages' in data && data.pages.length > 1;
const loadedIds = (query: ListEntry) => query.state.data?.pages.flatMap((page) => page.items.map(({ id }) => id)) ?? [];

/** How a cached list is asked for, as {@link listQueryOptions} notes it. */
function addressOf(query: ListEntry): { path: string; params: URLSearchParams } {
  return { path: String(query.meta?.path), params: new URLSearchParams(String(query.meta?.params)) };
}

/** The rows `ids` of a list, as far as they still belong to it. */
async function fetchRows(query: ListEntry, ids: readonly number[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const { path, params } = addressOf(query);
  params.set('filter[id][in]', ids.join(','));
  params.set('limit', String(ids.length));
  return (await request<ListResult<Row>>(`${path}?${params}`)).items;
}

function fetchFirst(query: ListEntry): Promise<ListResult<Row>> {
  const { path, params } = addressOf(query);
  return request<ListResult<Row>>(`${path}?${params}`);
}

/** Asks again for rows of a long list, and where `first` says so for its first page. */
async function refreshRows(
  client: QueryClient,
  query: ListEntry,
  ids: readonly number[],
  first: boolean,
): Promise<void> {
  const asked = ids.slice(0, mostAtOnce);
  const outdated = longLists.get(query.queryHash)?.outdated;
  for (const id of asked) outdated?.delete(id);
  try {
    const [rows, page] = await Promise.all([fetchRows(query, asked), first ? fetchFirst(query) : null]);
    // A page on its way would put back the pages as they were when it was asked for.
    if (query.state.fetchStatus === 'fetching') await query.promise?.catch(() => undefined);
    for (const { id } of page?.items ?? []) outdated?.delete(id);
    client.setQueryData<ListPages<Row>>(
      query.queryKey,
      (before) =>
        before && { ...before, pages: mergePages(before.pages, { asked: new Set(asked), rows, first: page }) },
    );
  } catch {
    // The server does not answer: once it does again, what was missed is asked for.
    for (const id of asked) outdated?.add(id);
  }
}

/** One list after `changed` records of its resource, or nobody knows which. */
async function refreshList(client: QueryClient, query: ListEntry, changed: readonly number[] | 'all'): Promise<void> {
  const long = longLists.get(query.queryHash);
  if (!query.isActive() || !isLong(query) || !long)
    return client.invalidateQueries({ queryKey: query.queryKey, exact: true });
  const shown = new Set(long.shown);
  const ids = changed === 'all' ? loadedIds(query) : changed;
  const now = ids.filter((id) => shown.has(id));
  for (const id of ids) if (!shown.has(id)) long.outdated.add(id);
  return refreshRows(client, query, now, now.length < ids.length);
}

const listsOf = (client: QueryClient, queryKey: readonly unknown[]) =>
  client.getQueryCache().findAll({ queryKey }) as unknown as ListEntry[];

/** Brings the lists of a resource up to date after records of it changed. */
export async function refreshLists(client: QueryClient, resource: string, changed: readonly number[]): Promise<void> {
  await Promise.all(listsOf(client, keys.lists(resource)).map((query) => refreshList(client, query, changed)));
}

/** After a time in which news were missed: everything that is shown is asked for again. */
export async function refreshEverything(client: QueryClient): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'list' }),
    ...listsOf(client, ['list']).map((query) => refreshList(client, query, 'all')),
  ]);
}

/** Says which rows of a list are on the screen; those of them that are outdated are asked for. */
export function showRows(client: QueryClient, queryKey: readonly unknown[], shown: readonly number[]): void {
  const [query] = listsOf(client, queryKey);
  if (!query) return;
  const known = longLists.get(query.queryHash);
  // A long list that comes back from the cache may have missed anything.
  const isBack = !known && isLong(query) && query.isStale();
  const long = known ?? { shown, outdated: new Set(isBack ? loadedIds(query) : []) };
  long.shown = shown;
  longLists.set(query.queryHash, long);
  const wanted = shown.filter((id) => long.outdated.has(id));
  if (wanted.length > 0) void refreshRows(client, query, wanted, isBack);
}

/** The list has left the screen. */
export function hideRows(queryKey: readonly unknown[]): void {
  longLists.delete(hashKey(queryKey));
}
