import type { FieldEntry, FieldView } from './field-parts.ts';
import own from './fields.module.css';

const isPlain = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Structured data as name and value; what lies deeper is written out. */
export function Display({ value }: FieldView) {
  if (value === null || value === undefined) return null;
  if (isPlain(value)) return String(value);
  if (Array.isArray(value) && value.every(isPlain)) return value.join(', ');
  return (
    <dl className={own.json}>
      {Object.entries(value as Record<string, unknown>).map(([name, part]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{isPlain(part) ? String(part ?? '–') : JSON.stringify(part)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The server alone writes structured data. */
export function Input(props: FieldEntry) {
  return <Display {...props} />;
}

export const wide = true;
export const width = 200;
