import type { FieldSpec } from '../../contract/index.ts';
import type { Labels } from '../i18n/labels.ts';
import { useText } from '../i18n/text.ts';
import { IconArrow } from '../parts/icons.ts';
import { ChangedValue } from './ChangedValue.tsx';
import classes from './changes.module.css';
import { type Change, lineChanges } from './line-changes.ts';

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
      {'after' in change && (
        <span className={classes.after}>
          {isBoth && <IconArrow size={13} aria-label={t('web.history.became')} />}
          <ChangedValue {...rest} value={change.after} />
        </span>
      )}
    </span>
  );
}

/** What became of each line. */
function LinesChange({ spec, path, labels, change }: ChangeProps) {
  const { t } = useText();
  return (
    <ul className={classes.lines}>
      {lineChanges(change).map(({ position, kind, changes }) => (
        <li key={`${kind} ${position}`}>
          <span className={classes.position}>{t(`web.history.line.${kind}`, { position })}</span>
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

/** The change of a field as it reads best: lines one by one, all else before and after. */
export const FieldChange = (props: ChangeProps) =>
  props.spec?.kind === 'lines' ? <LinesChange {...props} /> : <BeforeAfter {...props} />;
