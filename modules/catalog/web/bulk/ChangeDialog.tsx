import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AnyResource } from '#kernel/contract/index.ts';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { toBody } from '#kernel/web/form/to-write.ts';
import {
  type DialogProps,
  Fault,
  keys,
  newKey,
  notify,
  request,
  useLabels,
  useMay,
  useText,
  Value,
  ValueInput,
} from '#kernel/web/index.ts';
import type { BulkChange, ChangeRule } from '../../contract/bulk-change.ts';
import { product, variant } from '../../contract/index.ts';
import classes from './bulk.module.css';
import { changeableFields, operandSpec, rulesOf } from './change-fields.ts';

interface ChangeDialogProps extends DialogProps<boolean> {
  resource: 'product' | 'variant';
  ids: readonly number[];
}
const resources: Record<ChangeDialogProps['resource'], AnyResource> = {
  product: product as unknown as AnyResource,
  variant: variant as unknown as AnyResource,
};

/** One field of many records changed by a rule. What comes of it is shown before anything is saved. */
export default function ChangeDialog({ resource: name, ids, close }: ChangeDialogProps) {
  const resource = resources[name];
  const { t } = useText();
  const may = useMay();
  const client = useQueryClient();
  const fields = changeableFields(resource.fields, may);
  const [field, setField] = useState(fields.includes('retailPrice') ? 'retailPrice' : (fields[0] ?? ''));
  const spec = resource.fields[field] ?? { kind: 'text' as const };
  const [rule, setRule] = useState<ChangeRule>(rulesOf(spec)[0] ?? 'set');
  const [value, setValue] = useState<unknown>(null);
  const [preview, setPreview] = useState<BulkChange | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const operand = operandSpec(spec, rule);
  const again = () => {
    setPreview(null);
    setFault(null);
  };
  const send = async (dryRun: boolean) => {
    setBusy(true);
    setFault(null);
    const body = { ids, field, rule, value: toBody({ value: operand }, { value }).value ?? null, dryRun };
    try {
      const outcome = await request<BulkChange>(`${resource.path}/change`, {
        method: 'POST',
        body,
        timeout: 120_000,
        ...(!dryRun && { idempotencyKey: newKey() }),
      });
      if (dryRun) return setPreview(outcome);
      void client.invalidateQueries({ queryKey: keys.lists(resource.name) });
      void client.invalidateQueries({ queryKey: keys.records(resource.name) });
      notify({ tone: 'done', text: t('catalog.change.done', { count: outcome.changed }) });
      close(true);
    } catch (error) {
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('catalog.change.title', { count: ids.length })}
      size="lg"
      action={preview ? t('catalog.change.apply', { count: preview.changed }) : t('catalog.change.preview')}
      onAction={() => void send(preview === null)}
      onClose={() => close()}
      busy={busy}
      blocked={preview?.changed === 0}
    >
      <RuleForm
        resource={resource}
        fields={fields}
        field={field}
        rule={rule}
        value={value}
        onField={(next) => {
          again();
          setField(next);
          setRule(rulesOf(resource.fields[next] ?? spec)[0] ?? 'set');
          setValue(null);
        }}
        onRule={(next) => {
          again();
          setRule(next);
          if (operandSpec(spec, next).kind !== operand.kind) setValue(null);
        }}
        onValue={(next) => {
          again();
          setValue(next);
        }}
      />
      {fault !== null && <Fault error={fault} />}
      {preview && <Preview resource={resource} field={field} preview={preview} />}
    </Dialog>
  );
}

interface RuleFormProps {
  resource: AnyResource;
  fields: readonly string[];
  field: string;
  rule: ChangeRule;
  value: unknown;
  onField: (field: string) => void;
  onRule: (rule: ChangeRule) => void;
  onValue: (value: unknown) => void;
}

function RuleForm({ resource, fields, field, rule, value, onField, onRule, onValue }: RuleFormProps) {
  const { t } = useText();
  const labels = useLabels(resource);
  const spec = resource.fields[field] ?? { kind: 'text' as const };
  const named: Record<ChangeRule, string> = {
    set: t('catalog.change.rule.set'),
    add: t('catalog.change.rule.add'),
    remove: t('catalog.change.rule.remove'),
    percent: t('catalog.change.rule.percent'),
  };
  return (
    <div className={classes.rule}>
      <label>
        <span>{t('catalog.change.field')}</span>
        <select className={classes.select} value={field} onChange={(event) => onField(event.currentTarget.value)}>
          {fields.map((name) => (
            <option key={name} value={name}>
              {labels.field(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('catalog.change.rule')}</span>
        <select
          className={classes.select}
          value={rule}
          onChange={(event) => onRule(event.currentTarget.value as ChangeRule)}
        >
          {rulesOf(spec).map((name) => (
            <option key={name} value={name}>
              {named[name]}
            </option>
          ))}
        </select>
      </label>
      <div className={classes.operand}>
        <span>{rule === 'percent' ? t('catalog.change.percent') : t('catalog.change.value')}</span>
        <ValueInput
          key={`${field} ${rule}`}
          resource={{ name: resource.name, fields: { [field]: operandSpec(spec, rule) } }}
          field={field}
          value={value}
          onChange={onValue}
          aria-label={rule === 'percent' ? t('catalog.change.percent') : t('catalog.change.value')}
        />
      </div>
    </div>
  );
}

function Preview({ resource, field, preview }: { resource: AnyResource; field: string; preview: BulkChange }) {
  const { t } = useText();
  const shown = (value: unknown) =>
    value === null || (Array.isArray(value) && value.length === 0) ? (
      <span className={classes.quiet}>–</span>
    ) : (
      <Value resource={resource} field={field} value={value} />
    );
  return (
    <>
      <p role="status" className={classes.summary}>
        {t('catalog.change.summary', { changed: preview.changed, unchanged: preview.unchanged })}
      </p>
      {preview.rows.length > 0 && (
        <div className={classes.preview}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('catalog.change.record')}</th>
                <th scope="col">{t('catalog.change.before')}</th>
                <th scope="col">{t('catalog.change.after')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.rows.map(({ id, title, before, after }) => (
                <tr key={id}>
                  <th scope="row">{title}</th>
                  <td>{shown(before)}</td>
                  <td className={classes.after}>{shown(after)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.changed > preview.rows.length && (
        <p className={classes.quiet}>{t('catalog.change.more', { count: preview.changed - preview.rows.length })}</p>
      )}
    </>
  );
}
