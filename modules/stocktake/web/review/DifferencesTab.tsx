import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import {
  Fault,
  faultText,
  Message,
  notify,
  PageLink,
  type SlotProps,
  StateBadge,
  useFormats,
  useMay,
  useText,
  useVerb,
  Waiting,
} from '#kernel/web/index.ts';
import { count, type Difference, type Differences, position } from '../../contract/index.ts';
import classes from './review.module.css';
import { useOfCount } from './use-count.ts';

/** Where what was counted is not what the books say; what seems doubtful is sent for a second count from here. */
export default function DifferencesTab({ row }: SlotProps<typeof count>) {
  const text = useText();
  const { t } = text;
  const may = useMay();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const recount = useVerb(count, 'recount');
  const { data, error, refetch } = useOfCount<Differences>(row.id, row.version, 'differences');
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <Waiting />;
  if (data.items.length === 0)
    return (
      <Message icon={<IconCircleCheck size={32} stroke={1.4} />} title={t('stocktake.review.none')} role="status">
        {t('stocktake.review.none.body')}
      </Message>
    );
  const canAsk = row.state === 'counting' && may('stocktake.count:recount');
  const ask = async () => {
    try {
      await recount.mutateAsync({ id: row.id, input: { positions: [...chosen] } });
      setChosen(new Set());
      notify({ tone: 'done', text: t('stocktake.review.asked', { count: chosen.size }) });
      await refetch();
    } catch (fault) {
      notify({ tone: 'wrong', text: faultText(fault, text).title });
    }
  };
  const doubtful = data.items.filter(({ state, isBeyond }) => state === 'counted' && isBeyond);
  return (
    <div className={classes.tab}>
      {canAsk && (
        <div className={classes.tools}>
          <Button variant="default" disabled={chosen.size === 0} loading={recount.isPending} onClick={() => void ask()}>
            {t('stocktake.review.ask', { count: chosen.size })}
          </Button>
          {doubtful.length > 0 && (
            <Button variant="subtle" onClick={() => setChosen(new Set(doubtful.map(({ id }) => id)))}>
              {t('stocktake.review.chooseDoubtful', { count: doubtful.length })}
            </Button>
          )}
        </div>
      )}
      <Table
        items={data.items}
        chosen={canAsk ? chosen : null}
        onToggle={(id) =>
          setChosen((now) => {
            const next = new Set(now);
            if (!next.delete(id)) next.add(id);
            return next;
          })
        }
      />
      {data.more > 0 && <p className={classes.quiet}>{t('stocktake.review.more', { count: data.more })}</p>}
    </div>
  );
}

interface TableProps {
  items: readonly Difference[];
  /** Null where nothing can be asked for. */
  chosen: ReadonlySet<number> | null;
  onToggle: (id: number) => void;
}

function Table({ items, chosen, onToggle }: TableProps) {
  const { t } = useText();
  const hasValues = items.some(({ value }) => value !== null);
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t('stocktake.review.differences')}>
        <thead>
          <tr>
            {chosen && <th aria-label={t('stocktake.review.choose')} />}
            <th scope="col" data-column="location">
              {t('stocktake.position.field.location')}
            </th>
            <th scope="col">{t('stocktake.position.field.product')}</th>
            <th scope="col" data-align="end" data-column="expected">
              {t('stocktake.position.field.expected')}
            </th>
            <th scope="col" data-align="end">
              {t('stocktake.position.field.counted')}
            </th>
            <th scope="col" data-align="end">
              {t('stocktake.position.field.difference')}
            </th>
            {hasValues && (
              <th scope="col" data-align="end" data-column="value">
                {t('stocktake.review.value')}
              </th>
            )}
            <th scope="col">{t('stocktake.position.field.state')}</th>
            <th scope="col" data-column="who">
              {t('stocktake.position.field.countedBy')}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <DifferenceRow
              key={item.id}
              item={item}
              hasValue={hasValues}
              isChosen={chosen?.has(item.id) ?? null}
              onToggle={() => onToggle(item.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DifferenceRowProps {
  item: Difference;
  hasValue: boolean;
  isChosen: boolean | null;
  onToggle: () => void;
}

function DifferenceRow({ item, hasValue, isChosen, onToggle }: DifferenceRowProps) {
  const { t } = useText();
  const { quantity, money } = useFormats();
  const { product, location, lot, compartment, state, counted, difference } = item;
  const isOpen = counted === null;
  return (
    <tr>
      {isChosen !== null && (
        <td>
          <input
            type="checkbox"
            className={classes.tick}
            checked={isChosen}
            disabled={isOpen}
            onChange={onToggle}
            aria-label={t('stocktake.review.chooseOne', { product: product.title ?? '' })}
          />
        </td>
      )}
      <td data-column="location">
        {location.title} {compartment && <span className={classes.quiet}>{compartment.title}</span>}
      </td>
      <th scope="row">
        <span className={classes.at}>{[location.title, compartment?.title].filter(Boolean).join(' · ')}</span>
        <PageLink path={`catalog/variants/${product.id}`}>{product.title ?? product.id}</PageLink>{' '}
        {lot && <span>{lot.title} </span>}
        <span className={classes.quiet}>{product.subtitle}</span>
        {item.isFound && <span className={classes.found}>{t('stocktake.review.found')}</span>}
      </th>
      <td data-align="end" data-column="expected">
        {isOpen ? '' : quantity(item.expected)}
      </td>
      <td data-align="end">
        {isOpen ? '' : `${quantity(counted)} ${item.unit}`}
        {item.firstCounted !== null && (
          <span className={classes.first}>
            {t('stocktake.review.first', { quantity: quantity(item.firstCounted) })}
          </span>
        )}
      </td>
      <td data-align="end" data-sign={isOpen ? undefined : difference.startsWith('-') ? 'less' : 'more'}>
        {isOpen ? '' : `${difference.startsWith('-') ? '' : '+'}${quantity(difference)}`}
        {item.released !== null && (
          <span className={classes.first}>{t('stocktake.review.released', { quantity: quantity(item.released) })}</span>
        )}
      </td>
      {hasValue && (
        <td data-align="end" data-column="value">
          {item.value === null || isOpen ? '' : money(item.value)}
        </td>
      )}
      <td>
        <StateBadge
          state={item.isBeyond ? 'overdue' : state === 'recount' ? 'waiting' : 'ok'}
          label={item.isBeyond ? t('stocktake.review.doubtful') : t(`${position.name}.value.state.${state}`)}
        />
      </td>
      <td data-column="who">{item.countedBy?.title}</td>
    </tr>
  );
}
