import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { confirm, useText } from '#kernel/web/index.ts';

const withoutLanguage = (path: string) => path.replace(/^\/\w\w(?=\/|$)/, '');

/**
 * Asks before an order that is not saved is left; who leaves all the same has thrown it away (`onDiscard`).
 * The same page in another language is no leaving. Returns what lets the next step pass.
 */
export function useDraftGuard(isDirty: boolean, onDiscard: () => void): () => void {
  const { t } = useText();
  const passes = useRef(false);
  useBlocker({
    disabled: !isDirty,
    enableBeforeUnload: () => isDirty && !passes.current,
    shouldBlockFn: async ({ current, next }) => {
      if (passes.current || withoutLanguage(current.pathname) === withoutLanguage(next.pathname)) return false;
      const leaves = await confirm({
        title: t('web.form.discard'),
        body: t('web.form.discard.body'),
        action: t('web.form.discard.action'),
        danger: true,
      });
      if (leaves) onDiscard();
      return !leaves;
    },
  });
  return () => {
    passes.current = true;
  };
}
