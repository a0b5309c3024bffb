import type { Reference } from '#kernel/contract/index.ts';
import { FieldBox, useLabels, ValueInput } from '#kernel/web/index.ts';
import { salesOrder } from '../../contract/index.ts';
import classes from './head.module.css';
import type { Faults } from './order-body.ts';
import type { DraftHead, HeadField } from './order-draft.ts';

const fields = [
  'date',
  'requestedOn',
  'customerReference',
  'paymentTerms',
  'billingAddress',
  'shippingAddress',
] as const;

interface HeadFieldsProps {
  values: DraftHead;
  faults: Faults;
  onChange: (field: HeadField, value: Reference | string | null) => void;
}

/** The head of the order beside its customer: what the customer's terms say, until the clerk says otherwise. */
export function HeadFields({ values, faults, onChange }: HeadFieldsProps) {
  const labels = useLabels(salesOrder);
  return (
    <div className={classes.fields}>
      {fields.map((field) => (
        <div key={field} data-head={field}>
          <FieldBox label={labels.field(field)} error={faults[field]}>
            {({ id, describedBy }) => (
              <ValueInput
                resource={salesOrder}
                field={field}
                id={id}
                value={values[field] ?? null}
                onChange={(value) => onChange(field, value as Reference | string | null)}
                invalid={faults[field] !== undefined}
                {...(describedBy ? { 'aria-describedby': describedBy } : {})}
              />
            )}
          </FieldBox>
        </div>
      ))}
    </div>
  );
}
