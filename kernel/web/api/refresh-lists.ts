import type { Query, QueryClient } from '@tanstack/react-query';
import type { ListResult } from '../../contract/index.ts';
import { keys } from './keys.ts';
import { mergePages } from './merge-pages.ts';
import { request } from './request.ts';
import type { ListPages } from './use-list.ts';

/** Rows that are asked for again by their ids in one request; of lists in which more changed, all that is loaded is fetched. */
export const mostAtOnce = 100;

interface Row {
  id: number;
}
type ListQueryEntry = Query<ListPages<Row>>;

/** How a cached list is asked for: its path and parameters, as {@link listQueryOptions} notes them. */
interface Address {
  path: string;
  params: string;
}
const addressOf = (query: ListQueryEntry): Address | null =>
  typeof query.meta?.path === 'string' && typeof query.meta.params === 'string'
    ? { path: query.meta.path, params: query.meta.params }
    : null;

/** The rows `ids` of a list, as far as they still belong to it. */
async function fetchRows({ path, params }: Address, ids: readonly number[]): Promise<Row[]> {
  const query = new URLSearchParams(params);
  query.set('filter[id][in]', ids.join(','));
  query.set('limit', String(ids.length));
  return (await request<ListResult<Row>>(`${path}?${query}`)).items;
}

/** Asks again for rows of a list that is loaded page by page, and for its first page where others than these changed. */
export async function refreshRows(
  client: QueryClient,
  query: ListQueryEntry,
  changed: readonly number[],
): Promise<void> {
  const address = addressOf(query);
  const loaded = new Set(query.state.data?.pages.flatMap((page) => page.items.map((item) => item.id)));
  const asked = changed.filter((id) => loaded.has(id));
  if (!address) return;
  const [rows, first] = await Promise.all([
    asked.length > 0 ? fetchRows(address, asked) : [],
    asked.length < changed.length ? request<ListResult<Row>>(`${address.path}?${address.params}`) : null,
  ]);
  // A page on its way would put back the pages as they were when it was asked for.
  if (query.state.fetchStatus === 'fetching') await query.promise?.catch(() => undefined);
  client.setQueryData<ListPages<Row>>(query.queryKey, (before) =>
    before && { ...before, pages: mergePages(before.pages, { asked: new Set(asked), rows, first }) },
  );
}

/**
 * Brings the lists of a resource up to date after records of it changed. A list of one page is fetched anew; of a long
 * one only what changed, for a reader who has scrolled through 4,000 rows must not fetch them all at each change.
 */
export async function refreshLists(client: QueryClient, resource: string, changed: readonly number[]): Promise<void> {
  const queries = client.getQueryCache().findAll({ queryKey: keys.lists(resource) }) as unknown as ListQueryEntry[];
  await Promise.all(
    queries.map(async (query) => {
      const pages = query.state.data?.pages.length ?? 0;
      if (!query.isActive() || pages < 2 || changed.length > mostAtOnce)
        return client.invalidateQueries({ queryKey: query.queryKey, exact: true });
      return refreshRows(client, query, changed).catch(() =>
        client.invalidateQueries({ queryKey: query.queryKey, exact: true, refetchType: 'none' }),
      );
    }),
  );
}
