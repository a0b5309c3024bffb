import { Button } from '@mantine/core';
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { Fault, Message, PageLink, useFormats, useText } from '#kernel/web/index.ts';
import type { QualitySummary, RuleCount } from '../../contract/index.ts';
import shared from '../quality.module.css';
import { SeverityBadge } from '../Severity.tsx';
import { useRefreshAfterJobs, useSummary } from '../use-quality.ts';
import classes from './summary.module.css';
import { Trend } from './Trend.tsx';

/** What waits to be put right in the master data, as a list to work off: the most urgent first. */
export default function SummaryPage() {
  const { t } = useText();
  const { data, error, isPending, isFetching, refetch } = useSummary();
  useRefreshAfterJobs();
  const waiting = data?.rules.filter(({ open }) => open > 0) ?? [];
  return (
    <article className={shared.page}>
      <header className={shared.head}>
        <div>
          <h1 className={shared.title}>{t('quality.summary.title')}</h1>
          <p className={shared.quiet}>{t('quality.summary.intro')}</p>
        </div>
        <div className={classes.actions}>
          {data && <Totals summary={data} />}
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            loading={isFetching}
            onClick={() => void refetch()}
          >
            {t('quality.summary.refresh')}
          </Button>
        </div>
      </header>
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      <div className={shared.scroller}>
        {isPending && !error && <Skeleton />}
        {data && waiting.length === 0 && (
          <Message icon={<IconCircleCheck size={32} stroke={1.4} />} title={t('quality.summary.allFine.title')}>
            {t('quality.summary.allFine.body')}
          </Message>
        )}
        {waiting.length > 0 && <WorkList rules={waiting} />}
        {data && <Fine rules={data.rules.filter(({ open }) => open === 0)} />}
      </div>
    </article>
  );
}

function Totals({ summary: { errors, warnings, hints, accepted } }: { summary: QualitySummary }) {
  const { t } = useText();
  return (
    <p className={classes.totals} aria-live="polite">
      {t('quality.summary.counted', { errors, warnings, hints })}
      {accepted > 0 && <span className={shared.quiet}> · {t('quality.summary.accepted', { count: accepted })}</span>}
    </p>
  );
}

function WorkList({ rules }: { rules: readonly RuleCount[] }) {
  const { t } = useText();
  return (
    <table className={classes.table}>
      <caption className={shared.caption}>{t('quality.summary.title')}</caption>
      <thead>
        <tr>
          <th scope="col" className={classes.number}>
            {t('quality.summary.count')}
          </th>
          <th scope="col">{t('quality.summary.rule')}</th>
          <th scope="col">{t('quality.summary.trend')}</th>
          <th scope="col">{t('quality.summary.fixes')}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((rule) => (
          <RuleRow key={rule.code} rule={rule} />
        ))}
      </tbody>
    </table>
  );
}

function RuleRow({ rule }: { rule: RuleCount }) {
  const { t } = useText();
  const { int } = useFormats();
  return (
    <tr className={classes.rule}>
      <td className={classes.number}>
        <PageLink path="quality/findings" search={{ rule: rule.code }} className={classes.count} tabIndex={-1}>
          {int(rule.open)}
        </PageLink>
        {rule.accepted > 0 && (
          <span className={shared.small}>{t('quality.summary.accepted', { count: rule.accepted })}</span>
        )}
      </td>
      <th scope="row" className={classes.what}>
        <span className={shared.ruleHead}>
          <PageLink path="quality/findings" search={{ rule: rule.code }}>
            {t(`quality.acceptance.value.rule.${rule.code}`)}
          </PageLink>
          <SeverityBadge severity={rule.severity} />
        </span>
        <span className={classes.help}>{t(`quality.rule.${rule.code}.help`)}</span>
      </th>
      <td className={classes.trendCell}>
        <Trend points={rule.trend ?? []} now={rule.open} />
      </td>
      <td className={classes.fixes}>
        {rule.fixes.length === 0 && <span className={shared.quiet}>{t('quality.summary.byHand')}</span>}
        {rule.fixes.map((fix) => (
          <span key={fix} className={classes.fix} data-tip={t(`quality.fix.${fix}.help`)}>
            {t(`quality.fix.${fix}`)}
          </span>
        ))}
      </td>
    </tr>
  );
}

/** Rules that find nothing, out of the way but there: what was accepted is reached from here too. */
function Fine({ rules }: { rules: readonly RuleCount[] }) {
  const { t } = useText();
  if (rules.length === 0) return null;
  return (
    <details className={classes.fine}>
      <summary>{t('quality.summary.fine', { count: rules.length })}</summary>
      <ul>
        {rules.map(({ code, accepted }) => (
          <li key={code}>
            <PageLink
              path="quality/findings"
              search={accepted > 0 ? { rule: code, show: 'accepted' } : { rule: code }}
              data-tip={t(`quality.rule.${code}.help`)}
            >
              {t(`quality.acceptance.value.rule.${code}`)}
            </PageLink>
            {accepted > 0 && (
              <span className={shared.small}> {t('quality.summary.accepted', { count: accepted })}</span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

const placeholderRows = ['a', 'b', 'c', 'd', 'e', 'f'];

function Skeleton() {
  return (
    <div className={classes.skeleton} aria-hidden>
      {placeholderRows.map((row) => (
        <div key={row} />
      ))}
    </div>
  );
}
