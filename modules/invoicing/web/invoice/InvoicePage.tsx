import { useMemo } from 'react';
import type { AnyResource, Fields, WireRow } from '#kernel/contract/index.ts';
import { type AnyRow, type RecordPageProps, useFormats, useRecord, useText } from '#kernel/web/index.ts';
import RecordPage from '#kernel/web/record/RecordPage.tsx';
import { RecordView } from '#kernel/web/record/RecordView.tsx';
import { invoice } from '../../contract/index.ts';

/** What an invoice says stands in its main column, although nobody enters it: it all comes from the order. */
const content = ['customer', 'billingAddress', 'date', 'deliveryDate', 'paymentTerms', 'customerReference', 'language'];

/** The declaration as this page needs it: the payment dialog starts with what is open. */
function declarationFor({ openAmount }: WireRow<typeof invoice>): AnyResource {
  const { fields, verbs } = invoice;
  const named = Object.entries<Fields[string]>(fields);
  const shown = Object.fromEntries([
    ...content
      .flatMap((name) => named.filter(([other]) => other === name))
      .map(([name, spec]) => [name, { ...spec, readOnly: false }]),
    ...named.filter(([name]) => !content.includes(name)),
  ]);
  const { recordPayment } = verbs;
  const { input } = recordPayment;
  const prefilled = { ...recordPayment, input: { ...input, amount: { ...input.amount, default: openAmount } } };
  return { ...invoice, fields: shown, verbs: { ...verbs, recordPayment: prefilled } } as unknown as AnyResource;
}

/** The derived page of an invoice, knowing its amounts: in the payment dialog, and in the question before posting. */
export default function InvoicePage({ id }: RecordPageProps) {
  const { t } = useText();
  const { moneyWithCurrency } = useFormats();
  const { data: row } = useRecord(invoice, id);
  const resource = useMemo(() => (row ? declarationFor(row) : null), [row]);
  if (!row || !resource) return <RecordPage resource={invoice as unknown as AnyResource} id={id} />;
  // Without a number yet, an invoice is named by its amount; posting asks by that name.
  const number = row.number ?? t('invoicing.invoice.draftOver', { amount: moneyWithCurrency(row.grossTotal) });
  const named = { ...row, number } as unknown as AnyRow;
  return <RecordView key={id} resource={resource} row={named} />;
}
