import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { PasswordEntry } from '#kernel/web/entry/PasswordEntry.tsx';
import { faultText, fieldMessages, notify, request, useText } from '#kernel/web/index.ts';
import classes from './account.module.css';

/** Changes one's own password; other browsers are signed out by that. */
export function PasswordForm({ username }: { username: string }) {
  const text = useText();
  const { t } = text;
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<unknown>(null);
  const [differs, setDiffers] = useState(false);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const [current, password, repeat] = ['current', 'new', 'repeat'].map((name) => String(data.get(name) ?? ''));
    setError(null);
    setDiffers(password !== repeat);
    if (password !== repeat) return;
    setBusy(true);
    try {
      await request('identity/password', { method: 'POST', body: { current, new: password } });
      form.current?.reset();
      notify({ tone: 'done', text: t('identity.account.passwordChanged') });
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const messages = fieldMessages(error);
  return (
    <form ref={form} className={classes.form} onSubmit={(event) => void submit(event)}>
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <PasswordEntry name="current" label={t('identity.account.current')} error={messages.current} current />
      <PasswordEntry
        name="new"
        label={t('identity.account.new')}
        help={t('identity.account.newHelp')}
        error={messages.new ?? messages.password}
      />
      <PasswordEntry
        name="repeat"
        label={t('identity.account.repeat')}
        error={differs ? t('identity.account.differs') : undefined}
      />
      {error !== null && Object.keys(messages).length === 0 && (
        <p className={classes.fault} role="alert">
          {faultText(error, text).title}
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
