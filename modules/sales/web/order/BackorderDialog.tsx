import { useMemo } from 'react';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { type DialogProps, faultText, type SlotProps, useFormats, useText, useVerb } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import classes from './order.module.css';
import { useCoverage } from './use-coverage.ts';

/** What is missing for an order, line by line, and the choice to confirm it with what is there. */
export default function BackorderDialog({ row, close }: SlotProps<typeof salesOrder> & DialogProps<true>) {
  const text = useText();
  const { t } = text;
  const { quantity } = useFormats();
  const { data: coverage } = useCoverage(row);
  const confirm = useVerb(salesOrder, 'confirm');
  const missing = useMemo(() => {
    const lines = new Map(row.lines?.map((line) => [line.id, line]));
    return (coverage?.items ?? []).flatMap((one) => {
      const line = lines.get(one.line);
      return line && Number(one.open) > 0 ? [{ ...one, product: line.product, ordered: line.quantity }] : [];
    });
  }, [coverage, row.lines]);
  const act = () =>
    confirm.mutate({ id: row.id, version: row.version, input: { backorder: true } }, { onSuccess: () => close(true) });
  const fault = confirm.error ? faultText(confirm.error, text) : null;
  return (
    <Dialog
      title={t('sales.backorder.title')}
      action={t('sales.backorder.action')}
      busy={confirm.isPending}
      onAction={act}
      onClose={() => close()}
      size="lg"
    >
      {fault && (
        <p className={classes.fault} role="alert">
          {fault.title}
        </p>
      )}
      <p>{t('sales.backorder.intro')}</p>
      {missing.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('sales.order.field.lines.product')}</th>
              <th scope="col" data-align="end">
                {t('sales.backorder.ordered')}
              </th>
              <th scope="col" data-align="end">
                {t('sales.backorder.there')}
              </th>
              <th scope="col" data-align="end">
                {t('sales.backorder.missing')}
              </th>
            </tr>
          </thead>
          <tbody>
            {missing.map(({ line, product, ordered, reserved, open }) => (
              <tr key={line}>
                <th scope="row">
                  {product.title} <span className={classes.quiet}>{product.subtitle}</span>
                </th>
                <td data-align="end">{quantity(ordered)}</td>
                <td data-align="end">{quantity(reserved)}</td>
                <td data-align="end" className={classes.missing}>
                  {quantity(open)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
