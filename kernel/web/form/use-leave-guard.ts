import { useBlocker } from '@tanstack/react-router';
import { useEffect } from 'react';
import { confirm, type Question } from '../dialogs/dialogs.ts';
import { type Text, useText } from '../i18n/text.ts';

let unsaved = 0;

/** Whether a page that is open holds something typed that is not saved. */
export const hasUnsavedWork = (): boolean => unsaved > 0;

/** Whether what was typed shall be given up. */
export const discardQuestion = ({ t }: Text): Question => ({
  title: t('web.form.discard'),
  body: t('web.form.discard.body'),
  action: t('web.form.discard.action'),
  danger: true,
});

/** Asks before a page with unsaved changes is left; changes of its own parameters (a tab) are no leaving. */
export function useLeaveGuard(isDirty: boolean): void {
  const text = useText();
  useEffect(() => {
    if (!isDirty) return;
    unsaved += 1;
    return () => {
      unsaved -= 1;
    };
  }, [isDirty]);
  useBlocker({
    disabled: !isDirty,
    enableBeforeUnload: () => isDirty,
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname) return false;
      return !(await confirm(discardQuestion(text)));
    },
  });
}
