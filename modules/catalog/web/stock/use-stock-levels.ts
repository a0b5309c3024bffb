import { useMemo } from 'react';
import { useMay } from '#kernel/web/index.ts';
import { type BalanceRow, type StockLevel, type StorageRow, stockLevels } from './stock-levels.ts';
import { useEveryRow } from './use-every-row.ts';

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
const storagePlaces = [{ 'filter[kind]': 'storage', fields: 'kind,purpose' }];

/** The balances of many variants, in as many queries as it takes. */
function balancesOf(variants: readonly number[]): Record<string, string>[] {
  const ids = [...variants].sort((a, b) => a - b);
  return Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, part) => ({
    'filter[product][in]': ids.slice(part * idsAtOnce, (part + 1) * idsAtOnce).join(','),
  }));
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
  const storage = useEveryRow<StorageRow>(stockLists.location, storagePlaces, isShown);
  const balances = useEveryRow<BalanceRow>(stockLists.balance, balancesOf(variants), isShown);
  const levels = useMemo(
    () => (balances.rows && storage.rows ? stockLevels(balances.rows, storage.rows) : undefined),
    [balances.rows, storage.rows],
  );
  return {
    isShown,
    levels,
    error: balances.error ?? storage.error,
    refetch: () => {
      storage.refetch();
      balances.refetch();
    },
  };
}
