import { usePaged } from '#kernel/web/api/use-paged.ts';
import { useWatch } from '#kernel/web/index.ts';
import { useRefreshOn } from '#kernel/web/realtime/use-refresh-on.ts';
import { type AvailabilityPage, balance, demand, supply } from '../../contract/index.ts';

export interface AvailabilityQuestion {
  q?: string;
  /** One product alone. */
  product?: number;
  warehouse?: number | null;
  show?: 'all' | 'asked';
  days: number;
}

const pageSize = '50';

/** What there is, comes and is asked for; further products on demand, kept live. */
export function useAvailability({ q, product, warehouse, show, days }: AvailabilityQuestion) {
  useWatch(balance.name);
  useRefreshOn(balance.name, demand.name);
  useRefreshOn(balance.name, supply.name);
  return usePaged<AvailabilityPage>({
    resource: balance.name,
    path: 'stock/availability',
    params: {
      days: String(days),
      limit: pageSize,
      show,
      product: product === undefined ? undefined : String(product),
      q: q || undefined,
      warehouse: warehouse ? String(warehouse) : undefined,
    },
    from: 'cursor',
  });
}
