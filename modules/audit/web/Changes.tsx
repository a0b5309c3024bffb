import { IconArrowRight } from '@tabler/icons-react';
import type { FieldSpec } from '#kernel/contract/index.ts';
import type { Labels } from '#kernel/web/i18n/labels.ts';
import { useText } from '#kernel/web/index.ts';
import { ChangedValue } from './ChangedValue.tsx';
import classes from './changes.module.css';
import { lineChanges } from './line-changes.ts';
import type { AuditEntry, Change } from './use-entries.ts';
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
            {fields[name]?.kind === 'lines' ? (
              <LinesChange spec={fields[name]} path={name} labels={labels} change={change} />
            ) : (
              <BeforeAfter spec={fields[name]} path={name} labels={labels} change={change} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ChangeProps {
  spec: FieldSpec | undefined;
  path: string;
  labels: Labels;
  change: Change;
}

/** `34,90 → 36,00`; of a record that began or ended only the one side there is. */
export function BeforeAfter({ change, ...rest }: ChangeProps) {
  const { t } = useText();
  const isBoth = 'before' in change && 'after' in change;
  return (
    <span className={classes.pair}>
      {'before' in change && (
        <span className={isBoth ? classes.before : undefined}>
          <ChangedValue {...rest} value={change.before} />
        </span>
      )}
      {isBoth && <IconArrowRight size={13} aria-label={t('web.history.became')} />}
      {'after' in change && <ChangedValue {...rest} value={change.after} />}
    </span>
  );
}

function LinesChange({ spec, path, labels, change }: ChangeProps) {
  const { t } = useText();
  return (
    <ul className={classes.lines}>
      {lineChanges(change).map(({ position, kind, changes }) => (
        <li key={`${kind} ${position}`}>
          <span className={classes.position}>{t(`audit.line.${kind}`, { position })}</span>
          {Object.entries(changes).map(([name, one]) => (
            <span key={name} className={classes.lineField}>
              <span className={classes.quiet}>{labels.field(`${path}.${name}`)}</span>{' '}
              <BeforeAfter spec={spec?.fields?.[name]} path={`${path}.${name}`} labels={labels} change={one} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
