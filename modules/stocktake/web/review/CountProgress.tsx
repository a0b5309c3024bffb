import { IconAlertTriangle } from '@tabler/icons-react';
import { Fault, PageLink, type SlotProps, useFormats, useText } from '#kernel/web/index.ts';
import { count, type PlanPreview, type Progress } from '../../contract/index.ts';
import classes from './review.module.css';
import { useOfCount } from './use-count.ts';

/** Before the start what would be counted, then how far it is and what differs. */
export default function CountProgress({ row }: SlotProps<typeof count>) {
  if (row.state === 'draft') return <Preview row={row} />;
  return <Going row={row} />;
}

function Preview({ row }: SlotProps<typeof count>) {
  const { t } = useText();
  const { data, error, refetch } = useOfCount<PlanPreview>(row.id, row.version, 'preview');
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={classes.bone} aria-busy />;
  const [busy] = data.busy;
  return (
    <section className={classes.summary} aria-label={t('stocktake.review.preview')}>
      <Figure label={t('stocktake.review.places')} value={data.places} />
      <Figure label={t('stocktake.review.positions')} value={data.positions} />
      {busy && (
        <p className={classes.warning} role="status">
          <IconAlertTriangle size={17} aria-hidden />
          <span>
            {t('stocktake.review.busy', { count: data.busyPlaces, location: busy.location.title ?? '' })}{' '}
            <PageLink path={`${count.path}/${busy.count.id}`}>{busy.count.title}</PageLink>
          </span>
        </p>
      )}
      {data.places === 0 && <p className={classes.warning}>{t('error.stocktake.nothingToCount')}</p>}
    </section>
  );
}

function Going({ row }: SlotProps<typeof count>) {
  const { t } = useText();
  const { ago } = useFormats();
  const { data, error, refetch } = useOfCount<Progress>(row.id, row.version, 'progress');
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  if (!data) return <div className={classes.bone} aria-busy />;
  return (
    <section className={classes.summary} aria-label={t('stocktake.review.progress')}>
      <Share label={t('stocktake.review.places')} done={data.placesDone} all={data.places} />
      <Share label={t('stocktake.review.positions')} done={data.positionsCounted} all={data.positions} />
      {data.differences && <Differing differences={data.differences} recounts={data.recounts} />}
      {data.counters.length > 0 && (
        <div className={classes.figure}>
          <span className={classes.label}>{t('stocktake.review.counters')}</span>
          <ul className={classes.counters}>
            {data.counters.map(({ user, places, lastAt }) => (
              <li key={user.id}>
                <strong>{user.title}</strong> {t('stocktake.review.counterPlaces', { count: places })}
                {lastAt && row.state === 'counting' && <span className={classes.quiet}> {ago(lastAt)}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function Differing({
  differences: { positions, missing, surplus, value },
  recounts,
}: {
  differences: NonNullable<Progress['differences']>;
  recounts: number;
}) {
  const { t } = useText();
  const { int, moneyWithCurrency } = useFormats();
  return (
    <div className={classes.figure}>
      <span className={classes.label}>{t('stocktake.review.differences')}</span>
      <span className={classes.value} data-short={positions > 0 || undefined}>
        {int(positions)}
        {value !== null && positions > 0 && <small> {moneyWithCurrency(value)}</small>}
      </span>
      {positions > 0 && <span className={classes.quiet}>{t('stocktake.review.split', { missing, surplus })}</span>}
      {recounts > 0 && <span className={classes.quiet}>{t('stocktake.review.recounts', { count: recounts })}</span>}
    </div>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  const { int } = useFormats();
  return (
    <div className={classes.figure}>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>{int(value)}</span>
    </div>
  );
}

function Share({ label, done, all }: { label: string; done: number; all: number }) {
  const { t } = useText();
  const { int } = useFormats();
  return (
    <div className={classes.figure}>
      <span className={classes.label}>{label}</span>
      <span className={classes.value}>
        {int(done)} <small>{t('stocktake.review.of', { all: int(all) })}</small>
      </span>
      <progress className={classes.bar} value={done} max={Math.max(all, 1)} aria-label={label} />
    </div>
  );
}
