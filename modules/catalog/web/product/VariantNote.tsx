import { Button } from '@mantine/core';
import { faultText, fieldMessages, useLabels, useText, Value } from '#kernel/web/index.ts';
import { variant } from '../../contract/index.ts';
import type { VariantDrafts } from './use-variant-drafts.ts';
import { mergeOf, type VariantField, type VariantRow } from './variant-drafts.ts';
import classes from './variants-grid.module.css';

/** Below a variant that was not saved: why, and what to do about it. Nothing that was typed is lost. */
export function VariantNote({ row, drafts, columns }: { row: VariantRow; drafts: VariantDrafts; columns: number }) {
  const fault = drafts.faults.get(row.id);
  if (drafts.conflicts.has(row.id)) {
    return (
      <tr className={classes.note}>
        <td colSpan={columns}>
          <Conflict row={row} drafts={drafts} />
        </td>
      </tr>
    );
  }
  if (fault === undefined || !drafts.drafts.has(row.id)) return null;
  return (
    <tr className={classes.note}>
      <td colSpan={columns} className={classes.wrong} role="alert">
        <Refusal error={fault} />
      </td>
    </tr>
  );
}

/** Why the server refused the variant: field by field where it says so. */
function Refusal({ error }: { error: unknown }) {
  const text = useText();
  const labels = useLabels(variant);
  const fields = Object.entries(fieldMessages(error));
  const { title, body } = faultText(error, text);
  if (fields.length === 0) {
    return (
      <>
        <b>{title}</b> {body}
      </>
    );
  }
  return (
    <ul>
      {fields.map(([field, message]) => (
        <li key={field}>
          <b>{labels.field(field)}</b>: {message}
        </li>
      ))}
    </ul>
  );
}

/** Both values beside each other, field by field; one button each for whose shall hold. */
function Conflict({ row, drafts }: { row: VariantRow; drafts: VariantDrafts }) {
  const { t } = useText();
  const labels = useLabels(variant);
  const draft = drafts.drafts.get(row.id);
  if (!draft) return null;
  const none = t('catalog.variants.noValue');
  const shown = (field: string, value: unknown) =>
    value === null || value === undefined ? (
      none
    ) : (
      <Value resource={variant} field={field as VariantField} value={value} />
    );
  return (
    <div className={classes.conflict} role="alert">
      <div>
        <b>{t('catalog.variants.conflict', { sku: row.sku })}</b>
        <ul>
          {mergeOf(draft, row).conflicts.map(({ name, mine, theirs }) => (
            <li key={name}>
              {labels.field(name)}: {t('catalog.variants.mine')} <b>{shown(name, mine)}</b> ·{' '}
              {t('catalog.variants.theirs')} <b>{shown(name, theirs)}</b>
            </li>
          ))}
        </ul>
      </div>
      <Button variant="default" onClick={() => drafts.settle(row, 'mine')}>
        {t('catalog.variants.keepMine')}
      </Button>
      <Button variant="default" onClick={() => drafts.settle(row, 'theirs')}>
        {t('catalog.variants.takeTheirs')}
      </Button>
    </div>
  );
}
