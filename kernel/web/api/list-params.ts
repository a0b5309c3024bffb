import { filterParam, type ListQuery } from '../../contract/index.ts';

/** The list parameters as the HTTP interface spells them, in a stable order so that equal queries share a cache entry. */
export function listParams(query: ListQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (query.q) params.set('q', query.q);
  for (const filter of query.filters ?? []) params.append(...filterParam(filter));
  if (query.sort) params.set('sort', query.sort);
  if (query.limit) params.set('limit', String(query.limit));
  if (query.cursor) params.set('cursor', query.cursor);
  if (query.fields?.length) params.set('fields', query.fields.join(','));
  if (query.countAll) params.set('count', 'all');
  return params;
}
