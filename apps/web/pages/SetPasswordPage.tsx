import { Button } from '@mantine/core';
import { useState } from 'react';
import { request } from '#kernel/web/api/request.ts';
import { PasswordEntry } from '#kernel/web/entry/PasswordEntry.tsx';
import { usePasswordForm } from '#kernel/web/form/use-password-form.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { PageLink, usePage } from '#kernel/web/navigation/PageLink.tsx';
import { usePageTitle } from '#kernel/web/parts/page-title.ts';
import { EntryFrame } from './EntryFrame.tsx';
import classes from './sign-in.module.css';

/** Where the one-time link leads by which a user chooses a password. */
export default function SetPasswordPage() {
  const { t } = useText();
  const { search } = usePage();
  const [done, setDone] = useState(false);
  usePageTitle(t('web.setPassword.title'));

  const { submit, busy, messages, fault } = usePasswordForm('password', async ({ password }) => {
    await request('identity/password-link', { method: 'POST', body: { token: search.token ?? '', password } });
    setDone(true);
  });
  if (done || !search.token)
    return (
      <EntryFrame title={t(done ? 'web.setPassword.done' : 'web.setPassword.noToken')}>
        <p className={classes.text}>{t(done ? 'web.setPassword.done.body' : 'web.setPassword.noToken.body')}</p>
        <PageLink path="">{t('web.setUp.toSignIn')}</PageLink>
      </EntryFrame>
    );
  return (
    <EntryFrame title={t('web.setPassword.title')}>
      <form className={classes.form} onSubmit={submit}>
        <p>{t('web.setPassword.body')}</p>
        <PasswordEntry name="password" label={t('web.setPassword.password')} error={messages.password} autoFocus />
        <PasswordEntry name="repeat" label={t('web.setUp.repeat')} error={messages.repeat} />
        <div className={classes.fault} role="alert">
          {fault}
        </div>
        <Button type="submit" size="sm" fullWidth loading={busy}>
          {t('web.setPassword.action')}
        </Button>
      </form>
    </EntryFrame>
  );
}
