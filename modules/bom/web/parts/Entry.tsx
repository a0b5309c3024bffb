import { type ReactNode, useState } from 'react';
import type { Fields, Reference } from '#kernel/contract/index.ts';
import { FieldBox, ValueInput } from '#kernel/web/index.ts';

interface EntryProps {
  label: string;
  resource: { name: string; fields: Fields };
  field: string;
  value: unknown;
  autoFocus?: boolean;
  onChange: (value: unknown) => void;
}

/** A field of a question. What is typed and cannot be read stays in it, and is no question yet. */
export function Entry({ label, value, onChange, autoFocus = false, ...rest }: EntryProps): ReactNode {
  const [typed, setTyped] = useState<unknown>(value);
  const shown = typeof value === 'object' ? value : typed;
  return (
    <FieldBox label={label}>
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

/** What an address says, and what is entered, as the other needs it. */
export const idOf = (value: unknown): number | null =>
  typeof value === 'object' && value !== null ? (value as Reference).id : null;
export const idText = (value: unknown): string | undefined => idOf(value)?.toString();
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
export const digits = (text: string | undefined): number | null => (text && /^\d+$/.test(text) ? Number(text) : null);
