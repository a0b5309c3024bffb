import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { Dialog } from '../dialogs/Dialog.tsx';
import type { DialogProps } from '../dialogs/dialogs.ts';
import { fieldParts } from '../fields/index.ts';
import { type Merge, settleConflicts } from '../form/conflict.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import classes from './ConflictDialog.module.css';

/** Somebody else saved the record first: per field, what I entered beside what it is now. Nothing that was typed is lost. */
export default function ConflictDialog({
  resource,
  merge,
  close,
}: DialogProps<Record<string, unknown>> & { resource: AnyResource; merge: Merge }) {
  const { t } = useText();
  const labels = useLabels(resource);
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(merge.conflicts.map(({ name }) => name)));
  const choose = (name: string, keep: boolean) =>
    setMine((before) => {
      const next = new Set(before);
      if (keep) next.add(name);
      else next.delete(name);
      return next;
    });
  const all = (keep: boolean) => setMine(new Set(keep ? merge.conflicts.map(({ name }) => name) : []));
  return (
    <Dialog
      title={t('web.conflict.title')}
      size="xl"
      action={t('web.conflict.save')}
      closeLabel={t('web.conflict.back')}
      onAction={() => close(settleConflicts(merge, mine))}
      onClose={() => close()}
      foot={
        <>
          <Button variant="subtle" color="gray" onClick={() => all(true)}>
            {t('web.conflict.allMine')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => all(false)}>
            {t('web.conflict.allTheirs')}
          </Button>
        </>
      }
    >
      <p>{t('web.conflict.body', { count: merge.conflicts.length })}</p>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('web.conflict.field')}</th>
            <th scope="col">{t('web.conflict.mine')}</th>
            <th scope="col">{t('web.conflict.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {merge.conflicts.map(({ name, mine: entered, theirs }) => {
            const spec = resource.fields[name] ?? { kind: 'text' as const };
            const { Display } = fieldParts[spec.kind];
            const cell = (keep: boolean, value: unknown) => (
              <td>
                <label className={classes.option} data-chosen={mine.has(name) === keep || undefined}>
                  <input
                    type="radio"
                    name={`conflict ${name}`}
                    checked={mine.has(name) === keep}
                    onChange={() => choose(name, keep)}
                  />
                  <span>
                    <Display spec={spec} path={name} labels={labels} value={value} plain />
                    {(value === null || value === undefined || value === '') && '–'}
                  </span>
                </label>
              </td>
            );
            return (
              <tr key={name}>
                <th scope="row">{labels.field(name)}</th>
                {cell(true, entered)}
                {cell(false, theirs)}
              </tr>
            );
          })}
        </tbody>
      </table>
      {merge.theirs.length > 0 && (
        <p className={classes.note}>
          {t('web.conflict.alsoChanged', { fields: merge.theirs.map(labels.field).join(', ') })}
        </p>
      )}
    </Dialog>
  );
}
