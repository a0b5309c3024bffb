import { Button } from '@mantine/core';
import { IconCoins } from '@tabler/icons-react';
import { f } from '#kernel/contract/index.ts';
import {
  AskedField,
  Fault,
  idFor,
  Message,
  textFor,
  useFormats,
  useReference,
  useSetSearch,
  useText,
  Waiting,
} from '#kernel/web/index.ts';
import { DownloadMenu } from '#kernel/web/list/DownloadMenu.tsx';
import { PageFrame } from '#kernel/web/parts/PageFrame.tsx';
import { category } from '#modules/catalog/contract/index.ts';
import { warehouse } from '#modules/stock/contract/index.ts';
import { methods, setting, type ValueReport } from '../../contract/index.ts';
import { ReportTable } from './ReportTable.tsx';
import classes from './report.module.css';
import { paramsOf, type Question, useQuestion, useReport, useValueNow } from './use-report.ts';

/** What the goods were worth at the end of a day, and by which movements they came to that. */
export default function ReportPage() {
  const { t } = useText();
  const question = useQuestion();
  const { data, error, refetch, isFetching } = useReport(question);
  return (
    <PageFrame
      title={t('valuation.report.title')}
      note={data && <Mark report={data} />}
      actions={<DownloadMenu address={(format) => `valuation/report/export?${paramsOf(question)}&format=${format}`} />}
    >
      <Form question={question} method={data?.method} />
      {error && <Fault error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <div className={classes.answer} aria-busy={isFetching}>
          <Total report={data} />
          {data.items.length === 0 ? (
            <Message icon={<IconCoins size={32} stroke={1.4} />} title={t('valuation.report.nothing')} role="status">
              {t('valuation.report.nothing.body')}
            </Message>
          ) : (
            <ReportTable report={data} />
          )}
        </div>
      )}
    </PageFrame>
  );
}

/** How far the ledger is valued, and what waits. */
function Mark({ report: { valuedUpTo, waiting } }: { report: ValueReport }) {
  const { t } = useText();
  const { dateTime } = useFormats();
  const run = useValueNow();
  return (
    <span aria-live="polite">
      {valuedUpTo ? t('valuation.report.valuedUpTo', { instant: dateTime(valuedUpTo) }) : t('valuation.report.never')}
      {waiting > 0 && (
        <>
          {' · '}
          {t('valuation.report.waiting', { count: waiting })}{' '}
          <Button size="compact-xs" variant="subtle" loading={run.isPending} onClick={() => run.mutate()}>
            {t('valuation.report.run')}
          </Button>
        </>
      )}
    </span>
  );
}

/** How what is asked is entered. */
const asked = {
  name: setting.name,
  fields: {
    date: f.date({ required: true }),
    method: f.choice(methods, { required: true }),
    warehouse: f.ref(warehouse.name),
    category: f.ref(category.name),
  },
};

function Form({ question, method }: { question: Question; method: string | undefined }) {
  const { t } = useText();
  const setSearch = useSetSearch();
  const place = useReference(warehouse, question.warehouse);
  const group = useReference(category, question.category);
  return (
    <div className={classes.form}>
      <AskedField
        label={t('valuation.report.date')}
        resource={asked}
        field="date"
        value={question.date}
        onChange={(value) => setSearch({ date: textFor(value) })}
      />
      <AskedField
        key={method}
        label={t('valuation.setting.field.method')}
        resource={asked}
        field="method"
        value={question.method ?? method ?? null}
        onChange={(value) => setSearch({ method: textFor(value) })}
      />
      <AskedField
        label={t('stock.warehouse')}
        resource={asked}
        field="warehouse"
        value={place}
        onChange={(value) => setSearch({ warehouse: idFor(value) })}
      />
      <AskedField
        label={t('valuation.report.category')}
        resource={asked}
        field="category"
        value={group}
        onChange={(value) => setSearch({ category: idFor(value) })}
      />
    </div>
  );
}

function Total({ report: { total, date } }: { report: ValueReport }) {
  const { t } = useText();
  const formats = useFormats();
  return (
    <dl className={classes.total}>
      <div>
        <dt>{t('valuation.report.total', { day: formats.date(date) })}</dt>
        <dd>{formats.moneyWithCurrency(total.value)}</dd>
      </div>
      <div>
        <dt>{t('valuation.report.products')}</dt>
        <dd>{formats.int(total.products)}</dd>
      </div>
    </dl>
  );
}
