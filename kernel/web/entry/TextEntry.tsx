import { Input } from '@mantine/core';
import type { ClipboardEvent, KeyboardEvent, ReactNode, Ref } from 'react';
import type { FieldEntry } from '../fields/field-parts.ts';
import classes from './entry.module.css';

export interface TextEntryProps
  extends Pick<
    FieldEntry,
    'id' | 'invalid' | 'disabled' | 'autoFocus' | 'placeholder' | 'bare' | 'aria-label' | 'aria-describedby'
  > {
  text: string;
  onText: (text: string) => void;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  onPaste?: (event: ClipboardEvent<HTMLInputElement>) => void;
  numeric?: boolean;
  inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'tel' | 'url';
  /** Unit or button at the end. */
  end?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

/** The one-line input all typed fields share. */
export function TextEntry({
  text,
  onText,
  invalid,
  bare,
  numeric,
  inputMode = 'text',
  end,
  autoFocus,
  ...rest
}: TextEntryProps) {
  return (
    <Input
      {...rest}
      size="xs"
      variant={bare ? 'unstyled' : 'default'}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      error={invalid ?? false}
      aria-invalid={invalid || undefined}
      inputMode={inputMode}
      autoComplete="off"
      autoFocus={autoFocus ?? false}
      data-autofocus={autoFocus || undefined}
      classNames={{ input: [bare ? classes.bare : '', numeric ? classes.numeric : ''].join(' ') }}
      {...(end ? { rightSection: end, rightSectionPointerEvents: 'auto' as const } : {})}
    />
  );
}

type LinesTextEntryProps = Omit<
  TextEntryProps,
  'numeric' | 'inputMode' | 'end' | 'ref' | 'onBlur' | 'onKeyDown' | 'onPaste'
>;

/** A text of several lines; it grows with what is in it. */
export function LinesTextEntry({ text, onText, invalid, bare, autoFocus, ...rest }: LinesTextEntryProps) {
  return (
    <textarea
      {...rest}
      className={classes.textarea}
      data-bare={bare || undefined}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      aria-invalid={invalid || undefined}
      autoFocus={autoFocus ?? false}
    />
  );
}
