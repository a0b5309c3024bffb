import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ListResult } from '#kernel/contract/index.ts';
import { keys, request, useMay, useWatch } from '#kernel/web/index.ts';
import { type BalanceRow, type StockLevel, type StorageRow, stockLevels } from './stock-levels.ts';

/**
 * The stock module stands on the catalogue, not the other way round: its lists are known here by name and address only.
 * Where there is no stock module, or not for this user, nobody holds the permission and nothing is asked or shown.
 */
export const stockLists = {
  balance: { name: 'stock.balance', path: 'stock/balances' },
  location: { name: 'stock.location', path: 'stock/locations' },
  movement: { name: 'stock.movement', path: 'stock/movements' },
} as const;

/** Ids in one filter; a longer one would not fit the interface. */
const idsAtOnce = 50;
const largestPage = '200';

/** All pages of a list. */
async function fetchAll<T>(path: string, query: Readonly<Record<string, string>>, signal: AbortSignal): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const params: URLSearchParams = new URLSearchParams({ ...query, limit: largestPage, ...(cursor && { cursor }) });
    const page: ListResult<T> = await request<ListResult<T>>(`${path}?${params}`, { signal });
    found.push(...page.items);
    cursor = page.next;
  }
  return found;
}

async function fetchBalances(products: readonly number[], signal: AbortSignal): Promise<BalanceRow[]> {
  const found: BalanceRow[] = [];
  for (let start = 0; start < products.length; start += idsAtOnce) {
    const ids = products.slice(start, start + idsAtOnce).join(',');
    found.push(...(await fetchAll<BalanceRow>(stockLists.balance.path, { 'filter[product][in]': ids }, signal)));
  }
  return found;
}

export interface StockLevels {
  /** False for a user who may not see stock: then there are no columns for it either. */
  isShown: boolean;
  /** By variant; undefined until it is known. What has no entry has no stock. */
  levels: ReadonlyMap<number, StockLevel> | undefined;
  error: Error | null;
  refetch: () => void;
}

/** What lies of the given variants and where, kept live. */
export function useStockLevels(variants: readonly number[]): StockLevels {
  const may = useMay();
  const isShown = may(`${stockLists.balance.name}:read`) && may(`${stockLists.location.name}:read`);
  useWatch(isShown ? stockLists.balance.name : undefined);
  const ids = [...variants].sort((a, b) => a - b);
  const storage = useQuery({
    queryKey: keys.list(stockLists.location.name, 'storage'),
    queryFn: ({ signal }) =>
      fetchAll<StorageRow>(stockLists.location.path, { 'filter[kind]': 'storage', fields: 'kind,isSellable' }, signal),
    enabled: isShown,
    staleTime: 60_000,
  });
  const balances = useQuery({
    queryKey: keys.list(stockLists.balance.name, `of ${ids.join()}`),
    queryFn: ({ signal }) => fetchBalances(ids, signal),
    enabled: isShown && ids.length > 0,
    placeholderData: (before) => before,
  });
  const levels = useMemo(
    () => (balances.data && storage.data ? stockLevels(balances.data, storage.data) : undefined),
    [balances.data, storage.data],
  );
  return {
    isShown,
    levels,
    error: balances.error ?? storage.error,
    refetch: () => {
      void storage.refetch();
      void balances.refetch();
    },
  };
}
