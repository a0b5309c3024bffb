import { InputWrapperContext } from '@mantine/core';
import type { ReactNode } from 'react';

/**
 * Tells Mantine's inputs which text describes them: help, or what is wrong. They take it from their own wrapper alone and
 * overwrite `aria-describedby`; ours stands in FieldBox.
 */
export function Described({ by, children }: { by: string | undefined; children: ReactNode }) {
  return (
    <InputWrapperContext
      value={{
        describedBy: by,
        inputId: undefined,
        labelId: undefined,
        offsetTop: false,
        offsetBottom: false,
        getStyles: null,
      }}
    >
      {children}
    </InputWrapperContext>
  );
}

/** As {@link Described}, for inputs that bring a wrapper of their own along. */
export const describedBy = (by: string | undefined) => (input: ReactNode) => <Described by={by}>{input}</Described>;
