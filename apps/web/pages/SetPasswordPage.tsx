import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldMessages } from '#kernel/web/api/api-problem.ts';
import { request } from '#kernel/web/api/request.ts';
import { PasswordEntry } from '#kernel/web/entry/PasswordEntry.tsx';
import { useText } from '#kernel/web/i18n/text.ts';
import { PageLink, usePage } from '#kernel/web/navigation/PageLink.tsx';
import { faultText } from '#kernel/web/parts/Fault.tsx';
import { usePageTitle } from '#kernel/web/parts/page-title.ts';
import { EntryFrame } from './EntryFrame.tsx';
import classes from './sign-in.module.css';

/** Where the one-time link leads by which a user chooses a password. */
export default function SetPasswordPage() {
  const text = useText();
  const { t } = text;
  const { search } = usePage();
  const [error, setError] = useState<unknown>(null);
  const [differs, setDiffers] = useState(false);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  usePageTitle(t('web.setPassword.title'));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password') ?? '');
    setDiffers(password !== form.get('repeat'));
    if (password !== form.get('repeat')) return;
    setBusy(true);
    setError(null);
    try {
      await request('identity/password-link', { method: 'POST', body: { token: search.token ?? '', password } });
      setDone(true);
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  if (done || !search.token)
    return (
      <EntryFrame title={t(done ? 'web.setPassword.done' : 'web.setPassword.noToken')}>
        <p className={classes.text}>{t(done ? 'web.setPassword.done.body' : 'web.setPassword.noToken.body')}</p>
        <PageLink path="">{t('web.setUp.toSignIn')}</PageLink>
      </EntryFrame>
    );
  const messages = fieldMessages(error);
  return (
    <EntryFrame title={t('web.setPassword.title')}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <p>{t('web.setPassword.body')}</p>
        <PasswordEntry name="password" label={t('web.setPassword.password')} error={messages.password} autoFocus />
        <PasswordEntry
          name="repeat"
          label={t('web.setUp.repeat')}
          error={differs ? t('web.setUp.differs') : undefined}
        />
        <div className={classes.fault} role="alert">
          {error !== null && Object.keys(messages).length === 0 && faultText(error, text).title}
        </div>
        <Button type="submit" size="sm" fullWidth loading={busy}>
          {t('web.setPassword.action')}
        </Button>
      </form>
    </EntryFrame>
  );
}
