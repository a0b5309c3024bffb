import { Input, Textarea } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { type DialogProps, FieldBox, faultText, fieldMessages, request, useText } from '#kernel/web/index.ts';
import { apiToken } from '../../contract/index.ts';
import classes from './account.module.css';
import type { IssuedToken } from './OwnTokens.tsx';

const reaches = ['read', 'all', 'some'] as const;
type Reach = (typeof reaches)[number];

/** Rights as the interface takes them; `*` stands for whatever the user may, also later on. */
const scopesOf = (reach: Reach, typed: string): string[] =>
  reach === 'all' ? ['*'] : reach === 'read' ? ['*:read'] : typed.split(/[\s,]+/).filter(Boolean);

/** What a new token is called, what it may do and how long it lasts. */
export default function IssueTokenDialog({ close }: DialogProps<IssuedToken>) {
  const text = useText();
  const { t } = text;
  const [name, setName] = useState('');
  const [reach, setReach] = useState<Reach>('read');
  const [typed, setTyped] = useState('');
  const [days, setDays] = useState('365');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = async () => {
    setBusy(true);
    setError(null);
    try {
      const body = { name: name.trim(), scopes: scopesOf(reach, typed), expiresInDays: Number(days) };
      close(await request<IssuedToken>(apiToken.path, { method: 'POST', body }));
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  const messages = fieldMessages(error);
  const scopesFault = Object.entries(messages).find(([path]) => path.startsWith('scopes'))?.[1];
  return (
    <Dialog
      title={t('identity.account.issue')}
      action={t('identity.account.issue')}
      busy={busy}
      onAction={() => void act()}
      onClose={() => close()}
    >
      {error !== null && Object.keys(messages).length === 0 && (
        <p className={classes.fault} role="alert">
          {faultText(error, text).title}
        </p>
      )}
      <FieldBox
        label={t('identity.apiToken.field.name')}
        help={t('identity.account.nameHelp')}
        error={messages.name}
        required
      >
        {({ id, describedBy }) => (
          <Input
            id={id}
            aria-describedby={describedBy}
            error={messages.name !== undefined}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
        )}
      </FieldBox>
      <fieldset className={classes.reach}>
        <legend>{t('identity.apiToken.field.scopes')}</legend>
        {reaches.map((one) => (
          <label key={one}>
            <input type="radio" name="reach" checked={reach === one} onChange={() => setReach(one)} />
            {t(`identity.account.reach.${one}`)}
          </label>
        ))}
      </fieldset>
      {reach === 'some' && (
        <FieldBox
          label={t('identity.account.permissions')}
          help={t('identity.account.permissionsHelp')}
          error={scopesFault}
          required
        >
          {({ id, describedBy }) => (
            <Textarea
              id={id}
              aria-describedby={describedBy}
              error={scopesFault !== undefined}
              rows={4}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </FieldBox>
      )}
      <FieldBox label={t('identity.account.days')} error={messages.expiresInDays} required>
        {({ id, describedBy }) => (
          <Input
            id={id}
            inputMode="numeric"
            className={classes.days ?? ''}
            aria-describedby={describedBy}
            error={messages.expiresInDays !== undefined}
            value={days}
            onChange={(event) => setDays(event.currentTarget.value.replace(/\D/g, ''))}
          />
        )}
      </FieldBox>
    </Dialog>
  );
}
