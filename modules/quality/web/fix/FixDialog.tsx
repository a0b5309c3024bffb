import { useMemo, useState } from 'react';
import type { Fields, Reference } from '#kernel/contract/index.ts';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import {
  type DialogProps,
  Fault,
  FieldBox,
  faultText,
  notify,
  useFormats,
  useLabels,
  useText,
  ValueInput,
} from '#kernel/web/index.ts';
import { type FixCode, fixInputs, type RuleCount } from '../../contract/index.ts';
import shared from '../quality.module.css';
import { type FixAnswer, type FixRequest, useApplyFix, useFixPreview } from '../use-quality.ts';
import classes from './fix.module.css';
import { PreviewTable } from './PreviewTable.tsx';

interface FixDialogProps extends DialogProps<true> {
  rule: Omit<RuleCount, 'trend'>;
  fix: FixCode;
  /** Absent: all open findings. */
  targets?: { id: number; version: number }[];
}

/** What a bulk fix asks for, what it would do to every row, and the button that does it. */
export default function FixDialog({ rule, fix, targets, close }: FixDialogProps) {
  const text = useText();
  const { t } = text;
  const { int } = useFormats();
  const [values, setValues] = useState<Record<string, unknown>>(() => defaultsOf(fixInputs[fix]));
  const wanted = useMemo(() => requestOf(rule, fix, values, targets), [rule, fix, values, targets]);
  const preview = useFixPreview(wanted);
  const apply = useApplyFix();
  const { data } = preview;
  const isPartly = data !== undefined && data.rows.length + data.skipped.length < data.total;
  const count = data ? (isPartly ? data.total : data.rows.length) : 0;
  const act = () => {
    if (!wanted) return;
    // What was previewed is what is meant: a row that somebody changes meanwhile is left out.
    const seen = data && !isPartly ? data.rows.map(({ id, version }) => ({ id, version })) : undefined;
    const { targets: _asked, ...rest } = wanted;
    apply.mutate(
      { ...rest, ...(seen && { targets: seen }) },
      {
        onSuccess: (answer) => {
          tell(answer, text);
          close(true);
        },
      },
    );
  };
  return (
    <Dialog
      title={t(`quality.fix.${fix}`)}
      action={count > 0 ? t('quality.preview.action', { count }) : t(`quality.fix.${fix}`)}
      blocked={count === 0 || preview.isFetching}
      busy={apply.isPending}
      danger={fix === 'archive'}
      size="xl"
      onAction={act}
      onClose={() => close()}
    >
      <p>{t(`quality.fix.${fix}.help`)}</p>
      <Inputs fix={fix} values={values} onChange={(name, value) => setValues({ ...values, [name]: value })} />
      {apply.error && (
        <p role="alert" className={classes.refusal}>
          {faultText(apply.error, text).title} {faultText(apply.error, text).body}
        </p>
      )}
      {!wanted && <p className={shared.quiet}>{t('quality.preview.chooseFirst')}</p>}
      {preview.isFetching && (
        <p className={shared.quiet} role="status">
          {t('quality.preview.pending')}
        </p>
      )}
      {preview.error && <Fault error={preview.error} onRetry={() => void preview.refetch()} />}
      {data && !preview.isFetching && (
        <>
          {isPartly && (
            <p className={shared.quiet}>
              {t('quality.preview.partly', { shown: int(data.rows.length), total: int(data.total) })}
            </p>
          )}
          <PreviewTable preview={data} resource={rule.resource} />
        </>
      )}
    </Dialog>
  );
}

function Inputs({
  fix,
  values,
  onChange,
}: {
  fix: FixCode;
  values: Record<string, unknown>;
  onChange: (name: string, value: unknown) => void;
}) {
  const fields: Fields = fixInputs[fix];
  const resource = { name: `quality.fix.${fix}`, fields };
  const labels = useLabels(resource);
  return (
    <>
      {Object.keys(fields).map((name) => (
        <FieldBox key={name} label={labels.field(name)} required={fields[name]?.required === true}>
          {({ id }) => (
            <div className={classes.input}>
              <ValueInput
                resource={resource}
                field={name}
                id={id}
                value={values[name] ?? null}
                onChange={(value) => onChange(name, value)}
              />
            </div>
          )}
        </FieldBox>
      ))}
    </>
  );
}

const defaultsOf = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, spec]) => [name, spec.default ?? null]));

/** The request as it stands, or null while an entry is still open. */
function requestOf(
  rule: Omit<RuleCount, 'trend'>,
  fix: FixCode,
  values: Record<string, unknown>,
  targets: FixDialogProps['targets'],
): FixRequest | null {
  const input: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries<Fields[string]>(fixInputs[fix])) {
    const value = spec.kind === 'ref' ? ((values[name] as Reference | null)?.id ?? null) : values[name];
    if (value === null && spec.required) return null;
    input[name] = value;
  }
  return { rule: rule.code, fix, input, ...(targets && { targets }) };
}

function tell(answer: FixAnswer, { t }: ReturnType<typeof useText>): void {
  if ('job' in answer) {
    notify({ tone: 'note', text: t('quality.fixed.job') });
    return;
  }
  const { done, skipped } = answer.result;
  const [first] = skipped;
  notify({
    tone: done > 0 ? 'done' : 'note',
    text: done > 0 ? t('quality.fixed.done', { count: done }) : t('quality.fixed.nothing'),
    ...(first && { detail: `${t('quality.fixed.skipped', { count: skipped.length })}: ${first.message}` }),
  });
}
