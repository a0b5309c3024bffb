import { useQuery } from '@tanstack/react-query';
import { Fault, keys, request, type SlotProps, useFormats, useText, useWatch, Waiting } from '#kernel/web/index.ts';
import { balance, type Genealogy, lot } from '../../contract/index.ts';
import { CrossingTable } from './CrossingTable.tsx';
import { FamilyTree } from './FamilyTree.tsx';
import { customersReached, treeRows } from './genealogy.ts';
import { LyingTable } from './LyingTable.tsx';
import classes from './trace.module.css';

/** Where a lot came from, what was made of it, whom it reached and what is still here: all that a recall has to know. */
export default function GenealogyTab({ row }: SlotProps<typeof lot>) {
  const { t, language } = useText();
  useWatch(balance.name);
  const { data, error, refetch } = useQuery({
    queryKey: keys.list(balance.name, `genealogy ${row.id} ${language}`),
    queryFn: ({ signal }) => request<Genealogy>(`${lot.path}/${row.id}/genealogy`, { signal }),
  });
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  return (
    <div className={classes.page}>
      <Summary data={data} />
      {data.isCut && <p className={classes.cut}>{t('stock.trace.cut')}</p>}
      <CrossingTable
        title={t('stock.trace.destinations')}
        none={t('stock.trace.destinations.none')}
        rows={data.destinations}
      />
      <LyingTable rows={data.lying} />
      <FamilyTree
        title={t('stock.trace.becomes')}
        none={t('stock.trace.becomes.none')}
        rows={treeRows(data.becomes, row.id, 'down')}
      />
      <FamilyTree
        title={t('stock.trace.madeOf')}
        none={t('stock.trace.madeOf.none')}
        rows={treeRows(data.madeOf, row.id, 'up')}
      />
      <CrossingTable title={t('stock.trace.origins')} none={t('stock.trace.origins.none')} rows={data.origins} />
    </div>
  );
}

function Summary({ data }: { data: Genealogy }) {
  const { t } = useText();
  const { int } = useFormats();
  const facts = [
    { name: 'customers', count: customersReached(data) },
    { name: 'places', count: new Set(data.lying.map(({ location }) => location.id)).size },
    { name: 'works', count: data.becomes.length },
    { name: 'ingredients', count: new Set(data.origins.map((one) => one.lot?.id)).size },
  ];
  return (
    <dl className={classes.summary}>
      {facts.map(({ name, count }) => (
        <div key={name}>
          <dt>{t(`stock.trace.summary.${name}`)}</dt>
          <dd>{int(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
