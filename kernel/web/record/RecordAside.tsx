import type { ReactNode } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import type { AnyRow } from '../api/rows.ts';
import { fieldParts } from '../fields/index.ts';
import { useFormats } from '../i18n/format.ts';
import { useLabels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import type { FieldLayout } from './field-layout.ts';
import classes from './record.module.css';

export const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** Beside the fields: what the server worked out, what modules add, and when the record was made and changed. */
export function RecordAside({
  resource,
  row,
  facts,
  children,
}: {
  resource: AnyResource;
  row: AnyRow;
  facts: FieldLayout['facts'];
  children: ReactNode;
}) {
  const { t } = useText();
  const { dateTime, ago } = useFormats();
  const labels = useLabels(resource);
  const shown = facts.filter(([name]) => !isEmpty(row[name]));
  return (
    <aside className={classes.aside} aria-label={t('web.record.facts')}>
      {shown.length > 0 && (
        <dl className={classes.facts}>
          {shown.map(([name, spec]) => {
            const { Display, align, wide } = fieldParts[spec.kind];
            return (
              <div key={name} data-align={align} data-wide={wide || undefined}>
                <dt>{labels.field(name)}</dt>
                <dd>
                  <Display spec={spec} path={name} labels={labels} value={row[name]} full />
                </dd>
              </div>
            );
          })}
        </dl>
      )}
      {children}
      <dl className={classes.made}>
        {(['createdAt', 'updatedAt'] as const).map((name) => {
          const at = row[name];
          return (
            at && (
              <div key={name}>
                <dt>{t(`web.field.${name}`)}</dt>
                <dd>
                  <time dateTime={at} data-tip={dateTime(at)}>
                    {ago(at)}
                  </time>
                </dd>
              </div>
            )
          );
        })}
      </dl>
    </aside>
  );
}
