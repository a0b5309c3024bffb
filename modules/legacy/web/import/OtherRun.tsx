import { IconInfoCircle } from '@tabler/icons-react';
import { PageLink, useFormats, useText } from '#kernel/web/index.ts';
import { importRun } from '../../contract/index.ts';
import type { ImportRunRow } from '../run/outcome.ts';
import classes from './import.module.css';

/** Somebody else's import goes on; until it is over no second one can start. */
export function OtherRun({ run }: { run: ImportRunRow }) {
  const { t } = useText();
  const { ago } = useFormats();
  return (
    <div className={classes.other} role="status">
      <IconInfoCircle size={18} aria-hidden />
      <p>
        {t('legacy.import.other', {
          user: run.user?.subtitle ?? run.user?.title ?? t('web.history.system'),
          ago: ago(run.startedAt),
        })}{' '}
        <PageLink path={`${importRun.path}/${run.id}`}>{run.number}</PageLink>
      </p>
    </div>
  );
}
