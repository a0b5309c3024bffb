import { Button, Input } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '#kernel/web/api/keys.ts';
import { request } from '#kernel/web/api/request.ts';
import { signIn } from '#kernel/web/api/session.ts';
import { PasswordEntry } from '#kernel/web/entry/PasswordEntry.tsx';
import { FieldBox } from '#kernel/web/form/FieldBox.tsx';
import { usePasswordForm } from '#kernel/web/form/use-password-form.ts';
import { useText } from '#kernel/web/i18n/text.ts';
import { PageLink, useGo, usePage } from '#kernel/web/navigation/PageLink.tsx';
import { usePageTitle } from '#kernel/web/parts/page-title.ts';
import { EntryFrame } from './EntryFrame.tsx';
import classes from './sign-in.module.css';

/** The first administrator, by the one-time link that the server prints at its first start. */
export default function SetUpPage() {
  const { t } = useText();
  const { search } = usePage();
  const go = useGo();
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ['set-up'], queryFn: () => request<{ open: boolean }>('identity/set-up') });
  usePageTitle(t('web.setUp.title'));

  const { submit, busy, messages, fault } = usePasswordForm('password', async (entered) => {
    const { displayName, username = '', password = '' } = entered;
    await request('identity/set-up', {
      method: 'POST',
      body: { token: search.token ?? '', username, displayName, password },
    });
    await signIn(client, username, password);
    await client.invalidateQueries({ queryKey: keys.session });
    go('', { replace: true });
  });
  if (data && !data.open)
    return (
      <EntryFrame title={t('web.setUp.closed')}>
        <PageLink path="">{t('web.setUp.toSignIn')}</PageLink>
      </EntryFrame>
    );
  return (
    <EntryFrame title={t('web.setUp.title')}>
      <form className={classes.form} onSubmit={submit}>
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
        <PasswordEntry name="repeat" label={t('web.setUp.repeat')} error={messages.repeat} />
        <div className={classes.fault} role="alert">
          {fault}
        </div>
        <Button type="submit" size="sm" fullWidth loading={busy}>
          {t('web.setUp.action')}
        </Button>
      </form>
    </EntryFrame>
  );
}
