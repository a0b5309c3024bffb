import { StateBadge } from '../parts/StateBadge.tsx';
import type { FieldEntry, FieldView } from './field-parts.ts';

export function Display({ path, labels, value }: FieldView) {
  return typeof value === 'string' ? <StateBadge state={value} label={labels.value(path, value)} /> : null;
}

/** Only verbs change a state; in a form it stands there as it is. */
export function Input(props: FieldEntry) {
  return <Display {...props} />;
}

export const width = 124;
