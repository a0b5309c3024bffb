import { useState } from 'react';

export interface TypedText {
  text: string;
  onText: (typed: string) => void;
  onBlur: () => void;
}

/**
 * The text of an input whose value is something else. While it is typed in, the text stays as typed; on leaving, it takes
 * the form in which the value is shown. `parse` gives null for what is no value: then the text itself is passed on.
 */
export function useTypedText(
  value: unknown,
  show: (value: unknown) => string,
  parse: (typed: string) => unknown,
  onChange: (value: unknown) => void,
): TypedText {
  const [typed, setTyped] = useState<{ text: string; value: unknown } | null>(null);
  // A value that came from elsewhere (undo, the other's change) wins over what was typed before.
  const text =
    typed && Object.is(typed.value, value) ? typed.text : value === null || value === undefined ? '' : show(value);
  return {
    text,
    onText: (next) => {
      const parsed = next.trim() === '' ? null : (parse(next) ?? next);
      setTyped({ text: next, value: parsed });
      onChange(parsed);
    },
    onBlur: () => setTyped(null),
  };
}
