import { type Filter, filterParam, parseFilterParam } from '../../contract/index.ts';
import type { SearchParams } from '../navigation/search-params.ts';

/** What the URL of a list says. */
export interface ListUrl {
  q: string;
  filters: Filter[];
  sort: string | undefined;
  /** Names of the shown columns; undefined = the usual ones. */
  columns: string[] | undefined;
}

export function readListUrl(search: SearchParams): ListUrl {
  const filters = Object.entries(search).flatMap(([name, value]) => parseFilterParam(name, value) ?? []);
  return { q: search.q ?? '', filters, sort: search.sort, columns: search.columns?.split(',').filter(Boolean) };
}

/** The change of the URL that makes `filters` the filters of `field`; others stay. */
export function filterChange(
  search: SearchParams,
  field: string,
  filters: readonly Filter[],
): Record<string, string | undefined> {
  const change: Record<string, string | undefined> = {};
  for (const name of Object.keys(search)) if (parseFilterParam(name, '')?.field === field) change[name] = undefined;
  for (const filter of filters) {
    const [name, value] = filterParam(filter);
    change[name] = value;
  }
  return change;
}

/** The change that takes search words and all filters away. */
export function clearChange(search: SearchParams): Record<string, undefined> {
  const names = Object.keys(search).filter((name) => name === 'q' || parseFilterParam(name, ''));
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** Sort after a click on a column's head: ascending, descending, then the list's own order again. */
export function nextSort(sort: string | undefined, field: string): string | undefined {
  if (sort === field) return `-${field}`;
  return sort === `-${field}` ? undefined : field;
}

/** Filters by field, in the order in which the URL names them. */
export function filtersByField(filters: readonly Filter[]): Map<string, Filter[]> {
  const found = new Map<string, Filter[]>();
  for (const filter of filters) found.set(filter.field, [...(found.get(filter.field) ?? []), filter]);
  return found;
}
