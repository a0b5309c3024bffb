import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import {
  faultText,
  keys,
  notify,
  type SlotProps,
  useGo,
  useList,
  useMay,
  useSave,
  useShortcuts,
  useText,
} from '#kernel/web/index.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { invoice } from '../../contract/index.ts';
import { hasBillable } from './billable.ts';

/** From an order to its invoice: makes the draft of what is delivered and not yet invoiced, or leads to the one there is. */
export default function InvoiceAction({ row }: SlotProps<typeof salesOrder>) {
  const text = useText();
  const { t } = text;
  const may = useMay();
  const go = useGo();
  const client = useQueryClient();
  const save = useSave(invoice);
  const drafts = useList(invoice, {
    filters: [
      { field: 'order', operator: 'eq', value: String(row.id) },
      { field: 'state', operator: 'eq', value: 'draft' },
    ],
    fields: ['number'],
    limit: 1,
  });
  const [draft] = drafts.rows;
  const make = async () => {
    try {
      const made = await save.mutateAsync({ values: { order: row.id } });
      go(`${invoice.path}/${made.id}`);
    } catch (error) {
      // Somebody else may have been faster: what the order and its invoices are now is asked for again.
      void client.invalidateQueries({ queryKey: keys.record(salesOrder.name, row.id) });
      drafts.refetch();
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    }
  };
  const mayMake =
    row.state === 'confirmed' && !drafts.isPending && hasBillable(row.lines ?? []) && may('invoicing.invoice:create');
  // Once there is nothing left to deliver, the invoice is the next step.
  const isNext = !row.abilities?.verbs.includes('deliver');
  const canMake = mayMake && !draft;
  useShortcuts(
    canMake && isNext ? [{ keys: 'mod+enter', label: t('invoicing.order.invoice'), run: () => void make() }] : [],
  );
  if (row.state === 'confirmed' && draft) {
    return (
      <Button variant="default" onClick={() => go(`${invoice.path}/${draft.id}`)}>
        {t('invoicing.order.openDraft')}
      </Button>
    );
  }
  if (!canMake) return null;
  return (
    <Button
      variant={isNext ? 'filled' : 'default'}
      loading={save.isPending}
      onClick={() => void make()}
      {...(isNext ? { 'data-tip': t('invoicing.order.invoice'), 'data-keys': keysText('mod+enter') } : {})}
    >
      {t('invoicing.order.invoice')}
    </Button>
  );
}
