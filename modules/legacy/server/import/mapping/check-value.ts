import { type Field, scales, type Translated } from '#kernel/contract/index.ts';
import { type FieldFault, fieldFault } from './field-fault.ts';

const defaultLength = 200;

/** What the field's declaration asks of a value; the write path leaves this to whoever parses the input. */
export function checkValue(spec: Field | undefined, value: unknown): FieldFault | null {
  if (!spec || value === null) return null;
  const max = spec.max ?? defaultLength;
  switch (spec.kind) {
    case 'text':
      return String(value).length > max ? fieldFault('kernel.tooLong', { max }) : null;
    case 'translated':
      return Object.values(value as Translated).some((text) => text !== null && text.length > max)
        ? fieldFault('kernel.tooLong', { max })
        : null;
    case 'quantity':
    case 'money':
      return spec.min !== undefined && (value as number) < spec.min * 10 ** scales[spec.kind]
        ? fieldFault('kernel.tooSmall', { min: spec.min })
        : null;
    default:
      return null;
  }
}
