import { StateBadge, useFormats, useLabels, useText } from '#kernel/web/index.ts';
import { importRun } from '../../contract/index.ts';
import { type RunOutcome, share, writeRate } from './outcome.ts';
import classes from './run.module.css';

const counts = ['read', 'created', 'updated', 'unchanged', 'failed', 'warnings'] as const;

/** Mark of a run that changed nothing. */
export function DryRunMark() {
  const { t } = useText();
  return <StateBadge state="dry" label={t('legacy.import.dryRun')} />;
}

/** What became of the rows, in numbers; for variants also how many found their family, and why the others did not. */
export function RunFigures({ run }: { run: RunOutcome }) {
  const { t } = useText();
  const { int } = useFormats();
  const labels = useLabels(importRun);
  return (
    <>
      <dl className={classes.figures}>
        {counts.map((name) => (
          <div key={name} data-tone={run[name] > 0 ? name : undefined}>
            <dt>{run.dryRun && name in planned ? t(planned[name as keyof typeof planned]) : labels.field(name)}</dt>
            <dd>{int(run[name])}</dd>
          </div>
        ))}
      </dl>
      {run.kind !== 'families' && run.linked + run.orphans > 0 && <Links run={run} />}
      <Took run={run} />
    </>
  );
}

/** A dry run speaks of what would be. */
const planned = {
  created: 'legacy.import.wouldCreate',
  updated: 'legacy.import.wouldUpdate',
} as const;

function Links({ run }: { run: RunOutcome }) {
  const { t, locale } = useText();
  const { int } = useFormats();
  const all = run.linked + run.orphans;
  const percent = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const byHand = run.linked - run.linkedByKey - run.linkedBySku;
  const unknown = run.orphans - run.orphansWithoutKey;
  return (
    <div className={classes.links}>
      <p>
        <b>
          {t('legacy.import.linked', {
            linked: int(run.linked),
            all: int(all),
            percent: percent.format(share(run.linked, all)),
          })}
        </b>
      </p>
      <meter
        className={classes.meter}
        min={0}
        max={all}
        value={run.linked}
        aria-label={t('legacy.importRun.field.linked')}
      />
      <p className={classes.quiet}>
        {t('legacy.import.linkedBy', { key: int(run.linkedByKey), sku: int(run.linkedBySku), hand: int(byHand) })}
      </p>
      {run.orphans > 0 && (
        <p className={classes.orphans}>
          {t('legacy.import.orphans', {
            orphans: run.orphans,
            unknown: int(unknown),
            missing: int(run.orphansWithoutKey),
          })}
        </p>
      )}
    </div>
  );
}

function Took({ run }: { run: RunOutcome }) {
  const { t, locale } = useText();
  const { int } = useFormats();
  if (!run.took) return null;
  const seconds = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const rate = writeRate(run);
  const values = { read: seconds.format(run.took.read / 1000), write: seconds.format(run.took.write / 1000) };
  return (
    <p className={classes.quiet}>
      {rate === null
        ? t('legacy.import.tookCompared', values)
        : t('legacy.import.tookWritten', { ...values, rate: int(rate) })}
    </p>
  );
}
