import { useBlocker } from '@tanstack/react-router';
import { confirm } from '../dialogs/dialogs.ts';
import { useText } from '../i18n/text.ts';

/** Asks before a page with unsaved changes is left; changes of its own parameters (a tab) are no leaving. */
export function useLeaveGuard(isDirty: boolean): void {
  const { t } = useText();
  useBlocker({
    disabled: !isDirty,
    enableBeforeUnload: () => isDirty,
    shouldBlockFn: async ({ current, next }) => {
      if (current.pathname === next.pathname) return false;
      return !(await confirm({
        title: t('web.form.discard'),
        body: t('web.form.discard.body'),
        action: t('web.form.discard.action'),
        danger: true,
      }));
    },
  });
}
