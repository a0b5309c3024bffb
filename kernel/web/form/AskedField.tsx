import { type ReactNode, useState } from 'react';
import type { Fields, Reference } from '../../contract/index.ts';
import { ValueInput } from '../fields/Value.tsx';
import { FieldBox } from './FieldBox.tsx';

interface AskedFieldProps {
  label: string;
  /** Whose field tells how it is entered. */
  resource: { name: string; fields: Fields };
  field: string;
  value: unknown;
  autoFocus?: boolean;
  onChange: (value: unknown) => void;
}

/** Name of the record beside its number. */
const nameOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? ((value as Reference).subtitle ?? undefined) : undefined;

/** A field of a question that stands in the address. What is typed and cannot be read stays in it, and asks nothing yet. */
export function AskedField({ label, value, onChange, autoFocus = false, ...rest }: AskedFieldProps): ReactNode {
  const [typed, setTyped] = useState<unknown>(value);
  const shown = typeof value === 'object' ? value : typed;
  return (
    <FieldBox label={label} help={nameOf(value)}>
      {({ id }) => (
        <ValueInput
          {...rest}
          id={id}
          aria-label={label}
          value={shown}
          autoFocus={autoFocus}
          onChange={(next) => {
            setTyped(next);
            onChange(next);
          }}
        />
      )}
    </FieldBox>
  );
}

/** The id that an address gives, if it does. */
export const idIn = (text: string | undefined): number | null => (text && /^\d+$/.test(text) ? Number(text) : null);

/** What was picked, and what was entered, as an address bears it. */
export const idFor = (value: unknown): string | undefined =>
  typeof value === 'object' && value !== null ? String((value as Reference).id) : undefined;
export const textFor = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
