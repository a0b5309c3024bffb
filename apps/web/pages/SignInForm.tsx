import { Button, Input, PasswordInput } from '@mantine/core';
import '@mantine/core/styles/PasswordInput.layer.css';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Session, signIn } from '#kernel/web/api/session.ts';
import { FieldBox } from '#kernel/web/form/FieldBox.tsx';
import { useText } from '#kernel/web/i18n/text.ts';
import { faultText } from '#kernel/web/parts/Fault.tsx';
import classes from './sign-in.module.css';

/** Name and password; on the sign-in page and over a page whose session has ended. */
export function SignInForm({ username, onDone }: { username?: string; onDone: (session: Session) => void }) {
  const text = useText();
  const { t } = text;
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    setBusy(true);
    setFault(null);
    try {
      onDone(await signIn(client, String(data.get('username') ?? '').trim(), String(data.get('password') ?? '')));
    } catch (error) {
      setFault(faultText(error, text).title);
      setBusy(false);
    }
  };
  return (
    <form className={classes.form} onSubmit={(event) => void submit(event)}>
      <FieldBox label={t('web.signIn.username')}>
        {({ id }) => (
          <Input
            id={id}
            size="sm"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            defaultValue={username ?? ''}
            autoFocus={!username}
          />
        )}
      </FieldBox>
      <FieldBox label={t('web.signIn.password')}>
        {({ id }) => (
          <PasswordInput
            id={id}
            size="sm"
            name="password"
            autoComplete="current-password"
            required
            autoFocus={Boolean(username)}
            visibilityToggleButtonProps={{ 'aria-label': t('web.signIn.show') }}
          />
        )}
      </FieldBox>
      <div className={classes.fault} role="alert">
        {fault}
      </div>
      <Button type="submit" size="sm" fullWidth loading={busy}>
        {t('web.signIn.action')}
      </Button>
    </form>
  );
}
