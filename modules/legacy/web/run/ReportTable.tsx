import { Button, Input } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconCircleX, IconDownload, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import {
  Fault,
  faultText,
  notify,
  PageLink,
  requestFile,
  useFormats,
  useLabels,
  usePage,
  useSetSearch,
  useText,
} from '#kernel/web/index.ts';
import { saveFile } from '#kernel/web/list/use-export.ts';
import { product, variant } from '#modules/catalog/contract/index.ts';
import { importRun } from '../../contract/index.ts';
import type { RunOutcome } from './outcome.ts';
import classes from './report.module.css';
import { filterLines, type ReportFilter, type ReportLine, reasonsOf } from './report-lines.ts';
import { reportFile, useReport } from './use-report.ts';

type Reported = Pick<RunOutcome, 'id' | 'number' | 'kind' | 'dryRun' | 'failed' | 'warnings'>;

const step = 100;

/** What was wrong with which row of the source, and what to do about it; the filter stands in the URL. */
export function ReportTable({ runs }: { runs: readonly Reported[] }) {
  const { t } = useText();
  const report = useReport(runs.map(({ id }) => id));
  const [filter, setFilter] = useReportFilter();
  const [shown, setShown] = useState(step);
  const lines = filterLines(report.lines, filter);
  return (
    <section className={classes.section} aria-label={t('legacy.report.title')} aria-busy={report.isPending}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t('legacy.report.title')}</h2>
        {runs.map((run) => (
          <DownloadButton key={run.id} run={run} isOne={runs.length === 1} />
        ))}
      </div>
      {report.error && <Fault error={report.error} onRetry={report.refetch} />}
      <Filters
        lines={report.lines}
        filter={filter}
        onChange={(change) => {
          setFilter(change);
          setShown(step);
        }}
      />
      <p className={classes.quiet} role="status">
        {report.isPending
          ? t('web.loading')
          : t('legacy.report.shown', { shown: lines.length, all: report.lines.length })}
      </p>
      {lines.length > 0 && <Lines lines={lines.slice(0, shown)} runs={runs} />}
      {lines.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + step)}>
          {t('legacy.report.more')}
        </Button>
      )}
    </section>
  );
}

const pause = 200;

/** The filter, which holds at once; the URL follows when the typing rests. */
function useReportFilter(): [ReportFilter, (change: Partial<ReportFilter>) => void] {
  const { search } = usePage();
  const setSearch = useSetSearch();
  const [filter, setFilter] = useState<ReportFilter>({
    severity: search.severity ?? '',
    code: search.reason ?? '',
    q: search.q ?? '',
  });
  const { severity, code, q } = filter;
  const isInUrl =
    severity === (search.severity ?? '') && code === (search.reason ?? '') && q.trim() === (search.q ?? '');
  useEffect(() => {
    if (isInUrl) return;
    const timer = setTimeout(() => setSearch({ severity, reason: code, q: q.trim() }), pause);
    return () => clearTimeout(timer);
  }, [isInUrl, severity, code, q, setSearch]);
  return [filter, (change) => setFilter((before) => ({ ...before, ...change }))];
}

function DownloadButton({ run, isOne }: { run: Reported; isOne: boolean }) {
  const text = useText();
  const { t } = text;
  const labels = useLabels(importRun);
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    try {
      saveFile(await requestFile(reportFile(run.id)));
    } catch (error) {
      notify({ tone: 'wrong', text: faultText(error, text).title });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" leftSection={<IconDownload size={15} />} loading={busy} onClick={() => void download()}>
      {isOne ? t('legacy.report.csv') : t('legacy.report.csvOf', { kind: labels.value('kind', run.kind) })}
    </Button>
  );
}

function Filters({
  lines,
  filter,
  onChange,
}: {
  lines: readonly ReportLine[];
  filter: ReportFilter;
  onChange: (change: Partial<ReportFilter>) => void;
}) {
  const { t, has } = useText();
  const { int } = useFormats();
  const labels = useLabels(importRun);
  const count = (severity: string) => lines.filter((line) => line.severity === severity).length;
  const reasons = reasonsOf(filterLines(lines, { ...filter, code: '', q: '' }));
  const choice = (severity: string, label: ReactNode) => (
    <Button
      size="compact-sm"
      variant={filter.severity === severity ? 'filled' : 'default'}
      aria-pressed={filter.severity === severity}
      onClick={() => onChange({ severity, code: '' })}
    >
      {label}
    </Button>
  );
  return (
    <search className={classes.filters}>
      <fieldset className={classes.choices} aria-label={labels.field('rows.severity')}>
        {choice('', `${t('legacy.report.all')} ${int(lines.length)}`)}
        {choice('error', `${t('legacy.report.errors')} ${int(count('error'))}`)}
        {choice('warning', `${t('legacy.report.warnings')} ${int(count('warning'))}`)}
      </fieldset>
      <Input
        component="select"
        size="xs"
        pointer
        rightSection={<IconChevronDown size={14} aria-hidden />}
        aria-label={t('legacy.report.reason')}
        value={filter.code}
        onChange={(event) => onChange({ code: event.currentTarget.value })}
      >
        <option value="">{t('legacy.report.anyReason')}</option>
        {reasons.map(({ code, count: times }) => {
          const id = `legacy.reason.${code}`;
          return (
            <option key={code} value={code}>
              {has(id) ? t(`legacy.reason.${code}`) : t('legacy.reason.other', { code })} ({int(times)})
            </option>
          );
        })}
      </Input>
      <Input
        size="xs"
        type="search"
        aria-label={t('legacy.report.search')}
        placeholder={t('legacy.report.search')}
        leftSection={<IconSearch size={15} />}
        value={filter.q}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
      />
    </search>
  );
}

function Lines({ lines, runs }: { lines: readonly ReportLine[]; runs: readonly Reported[] }) {
  const labels = useLabels(importRun);
  const { t } = useText();
  const isMixed = runs.length > 1;
  const isWritten = (line: ReportLine) =>
    line.severity === 'warning' && !runs.find(({ kind }) => kind === line.kind)?.dryRun;
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className={classes.caption}>{t('legacy.report.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{labels.field('rows.severity')}</th>
            {isMixed && <th scope="col">{labels.field('kind')}</th>}
            <th scope="col">{labels.field('rows.sku')}</th>
            <th scope="col">{t('legacy.importRun.message')}</th>
            <th scope="col">{labels.field('rows.field')}</th>
            <th scope="col">{labels.field('rows.value')}</th>
            <th scope="col">{labels.field('rows.sourceKey')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td className={classes.severity} data-severity={line.severity}>
                {line.severity === 'error' ? (
                  <IconCircleX size={15} aria-hidden />
                ) : (
                  <IconAlertTriangle size={15} aria-hidden />
                )}
                {labels.value('rows.severity', line.severity)}
              </td>
              {isMixed && <td>{labels.value('kind', line.kind)}</td>}
              <td className={classes.number}>
                {isWritten(line) && line.sku ? <RecordLink line={line} /> : (line.sku ?? '–')}
              </td>
              <td className={classes.message}>{line.message}</td>
              <td>{line.field}</td>
              <td className={classes.value}>
                <span data-tip={line.value ?? undefined}>{line.value}</span>
              </td>
              <td className={classes.key}>{line.sourceKey}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The record the row became, found by its key in the source. */
function RecordLink({ line }: { line: ReportLine }) {
  const { path } = line.kind === 'families' ? product : variant;
  return (
    <PageLink path={path} search={line.sourceKey ? { 'filter[legacyId]': line.sourceKey } : { q: line.sku ?? '' }}>
      {line.sku}
    </PageLink>
  );
}
