import { useEffect, useRef } from 'react';
import { confirm, type Question } from '../dialogs/dialogs.ts';
import { type Text, useText } from '../i18n/text.ts';
import { useGuard } from '../navigation/place.ts';

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

/**
 * Asks before a page with unsaved changes is left; changes of its own parameters (a tab), and the same page in another
 * language, are no leaving. Who leaves all the same has thrown them away (`onDiscard`). Returns what lets the next step pass.
 */
export function useLeaveGuard(isDirty: boolean, onDiscard: () => void = () => undefined): () => void {
  const text = useText();
  const passes = useRef(false);
  useEffect(() => {
    if (!isDirty) return;
    unsaved += 1;
    return () => {
      unsaved -= 1;
    };
  }, [isDirty]);
  const mayLeave = async () => {
    if (passes.current) return true;
    const leaves = await confirm(discardQuestion(text));
    if (leaves) onDiscard();
    return leaves;
  };
  useGuard(isDirty, mayLeave, () => !passes.current);
  return () => {
    passes.current = true;
  };
}
