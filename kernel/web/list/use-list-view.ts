import { useMemo } from 'react';
import type { AnyResource, ListQuery } from '../../contract/index.ts';
import { useMay } from '../api/session.ts';
import { useLabels } from '../i18n/labels.ts';
import { usePage, useSetSearch } from '../navigation/PageLink.tsx';
import type { SearchParams } from '../navigation/search-params.ts';
import { useStored } from '../stored.ts';
import { type Column, neededFields, possibleColumns, shownColumns } from './columns.ts';
import { type ListUrl, readListUrl } from './list-url.ts';

export type Density = 'compact' | 'comfortable';

/** What a list shows and how, from its URL and from what the user chose before. */
export interface ListView {
  resource: AnyResource;
  url: ListUrl;
  search: SearchParams;
  setSearch: (change: Record<string, string | undefined>) => void;
  query: ListQuery;
  possible: Column[];
  columns: Column[];
  setColumns: (names: string[] | undefined) => void;
  density: Density;
  setDensity: (density: Density) => void;
  isFiltered: boolean;
}

export function useListView(resource: AnyResource): ListView {
  const may = useMay();
  const labels = useLabels(resource);
  const { search } = usePage();
  const setSearch = useSetSearch();
  const [stored, setStored] = useStored<string[] | null>(`columns:${resource.name}`, null);
  const [density, setDensity] = useStored<Density>('density', 'compact');
  const url = useMemo(() => readListUrl(search), [search]);
  const possible = useMemo(() => possibleColumns(resource, may, labels.field), [resource, may, labels]);
  const chosen = url.columns ?? stored ?? undefined;
  const columns = useMemo(() => shownColumns(possible, chosen), [possible, chosen]);
  const query = useMemo((): ListQuery => {
    const { q, filters, sort } = url;
    return { ...(q ? { q } : {}), filters, ...(sort ? { sort } : {}), fields: neededFields(resource, columns) };
  }, [url, resource, columns]);
  return {
    resource,
    url,
    search,
    setSearch,
    query,
    possible,
    columns,
    density,
    setDensity,
    setColumns: (names) => {
      setStored(names ?? null);
      setSearch({ columns: names?.join(',') });
    },
    isFiltered: url.q !== '' || url.filters.length > 0,
  };
}
