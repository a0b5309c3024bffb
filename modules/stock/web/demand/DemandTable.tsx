import { Button } from '@mantine/core';
import { memo } from 'react';
import { faultText, notify, openDialog, PageLink, useFormats, useLabels, useMay, useText } from '#kernel/web/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { demand, type OpenDemand } from '../../contract/index.ts';
import classes from './demand.module.css';
import { SourceLink } from './SourceLink.tsx';
import { useAllocating } from './use-demand.ts';

export function DemandTable({ items }: { items: readonly OpenDemand[] }) {
  const { t } = useText();
  const labels = useLabels(demand);
  const today = new Date().toLocaleDateString('sv');
  return (
    <table className={classes.table} aria-label={t('stock.demand.plural')}>
      <thead>
        <tr>
          <th scope="col">{labels.field('due')}</th>
          <th scope="col">{labels.field('product')}</th>
          <th scope="col">{labels.field('source')}</th>
          <th scope="col" data-align="end">
            {labels.field('quantity')}
          </th>
          <th scope="col" data-align="end">
            {t('stock.demand.available')}
          </th>
          <th scope="col" data-align="end" data-tip={t('stock.demand.elsewhere.help')}>
            {t('stock.demand.elsewhere')}
          </th>
          <th scope="col">{t('stock.demand.expectedOn')}</th>
          <th aria-label={t('stock.demand.acts')} />
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <Row key={item.id} item={item} today={today} />
        ))}
      </tbody>
    </table>
  );
}

const Row = memo(function Row({ item, today }: { item: OpenDemand; today: string }) {
  const { t } = useText();
  const { quantity, date } = useFormats();
  const { product, due, source, warehouse, expectedOn } = item;
  const isLate = expectedOn === null || expectedOn > due;
  const nought = (value: string) => (Number(value) === 0 ? <span className={classes.quiet}>–</span> : quantity(value));
  return (
    <tr>
      <td data-area="due" className={classes.day} data-overdue={due < today || undefined}>
        {date(due)}
      </td>
      <th scope="row" data-area="name">
        <PageLink path={`${variant.path}/${product.id}`}>{product.title}</PageLink>{' '}
        <span className={classes.quiet}>{product.subtitle}</span>
      </th>
      <td data-area="source">
        <SourceLink source={source} />
        {warehouse && (
          <span className={classes.quiet}> {t('stock.demand.onlyFrom', { warehouse: warehouse.title ?? '' })}</span>
        )}
      </td>
      <td data-align="end" data-area="missing" className={classes.missing}>
        {quantity(item.quantity)}
      </td>
      <td data-align="end" data-area="free" className={Number(item.available) > 0 ? classes.free : undefined}>
        {nought(item.available)}
      </td>
      <td data-align="end" data-area="free">
        {nought(item.elsewhere)}
      </td>
      <td
        data-area="expected"
        data-label={t('stock.demand.expectedOn')}
        className={classes.day}
        data-late={isLate || undefined}
      >
        {expectedOn === null ? t('stock.demand.unknown') : date(expectedOn)}
      </td>
      <td data-area="acts" className={classes.acts}>
        <Acts item={item} />
      </td>
    </tr>
  );
});

function Acts({ item }: { item: OpenDemand }) {
  const text = useText();
  const { t } = text;
  const may = useMay();
  const labels = useLabels(demand);
  const allocating = useAllocating();
  const mayChoose = may('stock.demand:assign') || may('stock.reservation:reassign');
  const isThere = Number(item.available) > 0;
  const act = () =>
    allocating.mutate(
      { path: `${demand.path}/${item.id}/allocate` },
      { onError: (error) => notify({ tone: 'wrong', text: faultText(error, text).title }) },
    );
  return (
    <>
      {may('stock.demand:allocate') && isThere && (
        <Button size="compact-sm" loading={allocating.isPending} onClick={act}>
          {labels.verb('allocate')}
        </Button>
      )}
      {mayChoose && (isThere || Number(item.elsewhere) > 0) && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => void openDialog(() => import('./ChoicesDialog.tsx'), { item })}
        >
          {t('stock.demand.choose')}
        </Button>
      )}
    </>
  );
}
