import { Fragment } from 'react';
import { isReference } from '../api/rows.ts';
import { lazyPart } from '../lazy.tsx';
import type { FieldEntry, FieldView } from './field-parts.ts';
import { Display as RefDisplay } from './Ref.tsx';

export function Display({ value, ...rest }: FieldView) {
  if (!Array.isArray(value)) return null;
  return value.filter(isReference).map((one, index) => (
    <Fragment key={one.id}>
      {index > 0 && ', '}
      <RefDisplay {...rest} value={{ ...one, subtitle: null }} />
    </Fragment>
  ));
}

export const Input = lazyPart<FieldEntry>(() => import('../entry/PicksEntry.tsx'));

export const width = 220;
export const wide = true;
