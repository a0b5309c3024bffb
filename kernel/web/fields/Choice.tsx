import { lazyPart } from '../lazy.tsx';
import type { FieldEntry, FieldView } from './field-parts.ts';

export function Display({ path, labels, value }: FieldView) {
  return typeof value === 'string' ? labels.value(path, value) : null;
}

export const Input = lazyPart<FieldEntry>(() => import('../entry/ChoiceEntry.tsx'));

export const width = 120;
