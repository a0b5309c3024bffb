declare module '*.po?errors?lingui' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}
