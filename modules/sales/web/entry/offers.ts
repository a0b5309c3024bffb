import { queryOptions } from '@tanstack/react-query';
import { request } from '#kernel/web/index.ts';
import type { Offer } from './order-draft.ts';

interface Answer {
  taxIncluded: boolean;
  items: Omit<Offer, 'customer' | 'taxIncluded'>[];
}

interface Wanted {
  /** Numbers, old numbers or words of the name. */
  q?: string;
  id?: number;
  customer: number | null;
}

/** Products that may be sold, with the price for the customer and the free stock. */
export function offersQuery({ q, id, customer }: Wanted) {
  const params = new URLSearchParams();
  if (q) params.set('q', q.trim());
  if (id !== undefined) params.set('id', String(id));
  if (customer !== null) params.set('customer', String(customer));
  return queryOptions({
    queryKey: ['offers', params.toString()],
    queryFn: async ({ signal }): Promise<Offer[]> => {
      const { taxIncluded, items } = await request<Answer>(`sales/products?${params}`, { signal });
      return items.map((item) => ({ ...item, customer, taxIncluded }));
    },
    staleTime: 10_000,
    retry: false,
  });
}
