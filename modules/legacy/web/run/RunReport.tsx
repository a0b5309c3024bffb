import { type SlotProps, useText } from '#kernel/web/index.ts';
import type { importRun } from '../../contract/index.ts';
import { ReportTable } from './ReportTable.tsx';
import classes from './run.module.css';

/** On the page of a run: every row there is something to say about. */
export default function RunReport({ row }: SlotProps<typeof importRun>) {
  const { t } = useText();
  if (row.state === 'running' || row.error) return null;
  if (row.rows.length === 0) return <p className={classes.quiet}>{t('legacy.report.nothing')}</p>;
  return <ReportTable runs={[row]} />;
}
