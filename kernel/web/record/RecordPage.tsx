import { useEffect } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { ApiProblem } from '../api/api-problem.ts';
import { useSession } from '../api/session.ts';
import { useRow } from '../api/use-record.ts';
import { useText } from '../i18n/text.ts';
import { forgetVisit } from '../navigation/visits.ts';
import { Fault } from '../parts/Fault.tsx';
import { RecordView } from './RecordView.tsx';
import classes from './record.module.css';

/** The page of one record, derived from its declaration. */
export default function RecordPage({ resource, id }: { resource: AnyResource; id: number }) {
  const { t } = useText();
  const { data, error, refetch } = useRow(resource, id);
  const isGone = error instanceof ApiProblem && error.status === 404;
  const userId = useSession()?.user.id;
  useEffect(() => {
    if (isGone) forgetVisit(userId, `${resource.path}/${id}`);
  }, [isGone, userId, resource, id]);
  if (data && !isGone) return <RecordView key={`${resource.name} ${id}`} resource={resource} row={data} />;
  if (error) return <Fault error={error} onRetry={() => void refetch()} />;
  return (
    <div className={classes.page} aria-busy role="status" aria-label={t('web.loading')}>
      <div className={classes.boneTitle} />
      <div className={classes.bones}>
        {Array.from({ length: 8 }, (_, index) => (
          <div key={String(index)} className={classes.bone} />
        ))}
      </div>
    </div>
  );
}
