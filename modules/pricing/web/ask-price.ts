import { queryOptions } from '@tanstack/react-query';
import { request } from '#kernel/web/index.ts';
import type { Explanation } from '../contract/index.ts';

export interface PriceQuestion {
  variant: number;
  customer: number | null;
  /** Decimal string. */
  quantity: string | null;
  /** ISO day. */
  date: string | null;
  channel?: string | null;
}

/** The answer to a question for a price, in the reader's language. */
export function priceQuery({ variant, customer, quantity, date, channel }: PriceQuestion, language: string) {
  const params = new URLSearchParams({ variant: String(variant) });
  if (customer !== null) params.set('customer', String(customer));
  if (quantity) params.set('quantity', quantity);
  if (date) params.set('date', date);
  if (channel) params.set('channel', channel);
  return queryOptions({
    queryKey: ['pricing.answer', language, params.toString()],
    queryFn: ({ signal }) => request<Explanation>(`pricing/price?${params}`, { signal }),
    staleTime: 10_000,
    retry: false,
  });
}
