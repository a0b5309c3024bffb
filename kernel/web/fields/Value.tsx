import type { Fields } from '../../contract/index.ts';
import { useLabels } from '../i18n/labels.ts';
import type { FieldEntry } from './field-parts.ts';
import { fieldParts } from './index.ts';

interface ValueProps<F extends Fields> {
  resource: { name: string; fields: F };
  field: keyof F & string;
  value: unknown;
}

/** A field's value as every page shows it: `<Value resource={salesOrder} field="total" value={row.total} />`. */
export function Value<F extends Fields>({ resource, field, value }: ValueProps<F>) {
  const labels = useLabels(resource);
  const spec = resource.fields[field];
  if (!spec) return null;
  const { Display } = fieldParts[spec.kind];
  return <Display spec={spec} path={field} labels={labels} value={value} />;
}

/** Entry of a field's value as every form has it, without its label. */
export function ValueInput<F extends Fields>({
  resource,
  field,
  ...rest
}: ValueProps<F> & Omit<FieldEntry, 'spec' | 'path' | 'labels'>) {
  const labels = useLabels(resource);
  const spec = resource.fields[field];
  if (!spec) return null;
  const { Input } = fieldParts[spec.kind];
  return <Input aria-label={labels.field(field)} spec={spec} path={field} labels={labels} {...rest} />;
}
