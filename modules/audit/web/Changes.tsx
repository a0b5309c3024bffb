import { FieldChange } from '#kernel/web/changes/FieldChange.tsx';
import { useText } from '#kernel/web/index.ts';
import classes from './changes.module.css';
import type { AuditEntry } from './use-entries.ts';
import { useEntryLabels } from './use-entry-labels.ts';

/** Every field of an entry, before and after. */
export function Changes({ entry }: { entry: AuditEntry }) {
  const { t } = useText();
  const names = useEntryLabels();
  const labels = names.labelsOf(entry.resource);
  const fields = names.resourceOf(entry.resource)?.fields ?? {};
  const changes = Object.entries(entry.changes);
  if (changes.length === 0) return <p className={classes.quiet}>{t('audit.entries.noFields')}</p>;
  return (
    <dl className={classes.changes}>
      {changes.map(([name, change]) => (
        <div key={name} data-wide={fields[name]?.kind === 'lines' || undefined}>
          <dt>{names.field(entry.resource, name)}</dt>
          <dd>
            <FieldChange spec={fields[name]} path={name} labels={labels} change={change} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
