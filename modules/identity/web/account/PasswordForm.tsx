import { Button } from '@mantine/core';
import { PasswordEntry } from '#kernel/web/entry/PasswordEntry.tsx';
import { usePasswordForm } from '#kernel/web/form/use-password-form.ts';
import { notify, request, useText } from '#kernel/web/index.ts';
import classes from './account.module.css';

/** Changes one's own password; other browsers are signed out by that. */
export function PasswordForm({ username }: { username: string }) {
  const { t } = useText();
  const { submit, busy, messages, fault } = usePasswordForm('new', async ({ current, new: password }, form) => {
    await request('identity/password', { method: 'POST', body: { current, new: password } });
    form.reset();
    notify({ tone: 'done', text: t('identity.account.passwordChanged') });
  });
  return (
    <form className={classes.form} onSubmit={submit}>
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordEntry name="current" label={t('identity.account.current')} error={messages.current} current />
      <PasswordEntry
        name="new"
        label={t('identity.account.new')}
        help={t('identity.account.newHelp')}
        error={messages.new ?? messages.password}
      />
      <PasswordEntry name="repeat" label={t('identity.account.repeat')} error={messages.repeat} />
      {fault && (
        <p className={classes.fault} role="alert">
          {fault}
        </p>
      )}
      <div>
        <Button type="submit" loading={busy}>
          {t('identity.account.changePassword')}
        </Button>
      </div>
    </form>
  );
}
