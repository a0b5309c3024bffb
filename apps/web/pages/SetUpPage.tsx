import { Button, Input } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { fieldMessages } from '#kernel/web/api/api-problem.ts';
import { keys } from '#kernel/web/api/keys.ts';
import { request } from '#kernel/web/api/request.ts';
import { signIn } from '#kernel/web/api/session.ts';
import { PasswordEntry } from '#kernel/web/entry/PasswordEntry.tsx';
import { FieldBox } from '#kernel/web/form/FieldBox.tsx';
import { useText } from '#kernel/web/i18n/text.ts';
import { PageLink, useGo, usePage } from '#kernel/web/navigation/PageLink.tsx';
import { faultText } from '#kernel/web/parts/Fault.tsx';
import { usePageTitle } from '#kernel/web/parts/page-title.ts';
import { EntryFrame } from './EntryFrame.tsx';
import classes from './sign-in.module.css';

const names = ['displayName', 'username', 'password', 'repeat'] as const;

/** The first administrator, by the one-time link that the server prints at its first start. */
export default function SetUpPage() {
  const text = useText();
  const { t } = text;
  const { search } = usePage();
  const go = useGo();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [differs, setDiffers] = useState(false);
  const [busy, setBusy] = useState(false);
  const { data } = useQuery({ queryKey: ['set-up'], queryFn: () => request<{ open: boolean }>('identity/set-up') });
  usePageTitle(t('web.setUp.title'));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [displayName, username, password, repeat] = names.map((name) => String(form.get(name) ?? ''));
    setDiffers(password !== repeat);
    if (password !== repeat || !username || !password) return;
    setBusy(true);
    setError(null);
    try {
      await request('identity/set-up', {
        method: 'POST',
        body: { token: search.token ?? '', username, displayName, password },
      });
      await signIn(client, username, password);
      await client.invalidateQueries({ queryKey: keys.session });
      go('', { replace: true });
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  if (data && !data.open)
    return (
      <EntryFrame title={t('web.setUp.closed')}>
        <PageLink path="">{t('web.setUp.toSignIn')}</PageLink>
      </EntryFrame>
    );
  const messages = fieldMessages(error);
  return (
    <EntryFrame title={t('web.setUp.title')}>
      <form className={classes.form} onSubmit={(event) => void submit(event)}>
        <p>{t('web.setUp.body')}</p>
        {(['displayName', 'username'] as const).map((name) => (
          <FieldBox key={name} label={t(`web.setUp.${name}`)} error={messages[name]}>
            {({ id, describedBy }) => (
              <Input
                id={id}
                name={name}
                size="sm"
                required
                error={messages[name] !== undefined}
                aria-describedby={describedBy}
                autoComplete={name === 'username' ? 'username' : 'name'}
                autoFocus={name === 'displayName'}
              />
            )}
          </FieldBox>
        ))}
        <PasswordEntry name="password" label={t('web.setUp.password')} error={messages.password} />
        <PasswordEntry
          name="repeat"
          label={t('web.setUp.repeat')}
          error={differs ? t('web.setUp.differs') : undefined}
        />
        <div className={classes.fault} role="alert">
          {error !== null && Object.keys(messages).length === 0 && faultText(error, text).title}
        </div>
        <Button type="submit" size="sm" fullWidth loading={busy}>
          {t('web.setUp.action')}
        </Button>
      </form>
    </EntryFrame>
  );
}
