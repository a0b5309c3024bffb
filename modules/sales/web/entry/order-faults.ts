import { isProblem, useText } from '#kernel/web/index.ts';
import { suppliesOf } from './line-amounts.ts';
import type { Faults } from './order-body.ts';
import { customerOf, type OrderDraft } from './order-draft.ts';

/** What is wrong before anything is sent. */
export function useLocalFaults(): (draft: OrderDraft) => Faults {
  const { t } = useText();
  return (draft) => {
    const faults: Record<string, string> = {};
    if (!customerOf(draft)) faults.customer = t('sales.entry.customer.missing');
    for (const { key, typed } of draft.lines)
      if (typed) faults[`${key}.product`] = t('sales.entry.product.unresolved', { typed });
    return faults;
  };
}

/** Where in the draft the reason lies that the order could not be confirmed. */
export function confirmFaults(error: unknown, draft: OrderDraft): Faults {
  if (isProblem(error, 'sales.customerBlocked')) return { customer: error.problem.title };
  if (!isProblem(error, 'stock.insufficientStock')) return {};
  const lines = draft.lines.filter(({ product }) => product?.sku === error.problem.params.product);
  const supplies = suppliesOf(draft.lines);
  const line = lines.find(({ key }) => supplies.get(key)?.isShort) ?? lines.at(-1);
  return line ? { [`${line.key}.quantity`]: error.problem.title } : {};
}
