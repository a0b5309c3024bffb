import { useQuery } from '@tanstack/react-query';
import type { Reference } from '#kernel/contract/index.ts';
import { keys, request, useWatch } from '#kernel/web/index.ts';
import { customer } from '#modules/party/contract/index.ts';
import { type Customer, setHead } from './head-values.ts';
import { forgetSavedLines } from './line-edits.ts';
import { customerOf, type OrderDraft } from './order-draft.ts';

/** The record of the order's customer, kept live: a block put on him meanwhile shows at once. */
export function useOrderCustomer(id: number | undefined): Customer | undefined {
  useWatch(id === undefined ? undefined : customer.name, id);
  const { data } = useQuery({
    queryKey: keys.record(customer.name, id ?? 0),
    queryFn: ({ signal }) => request<Customer>(`${customer.path}/${id}`, { signal }),
    enabled: id !== undefined,
    staleTime: 10_000,
  });
  return id === undefined ? undefined : data;
}

/** Another customer has other prices, terms and addresses; what was entered for the former is his no more. */
export function changeCustomer(draft: OrderDraft, picked: Reference): OrderDraft {
  const former = customerOf(draft);
  if (former?.id === picked.id) return draft;
  if (!former) return setHead(draft, 'customer', picked);
  const { paymentTerms: _terms, billingAddress: _billing, shippingAddress: _shipping, ...given } = draft.given;
  return setHead(forgetSavedLines({ ...draft, given }), 'customer', picked);
}
