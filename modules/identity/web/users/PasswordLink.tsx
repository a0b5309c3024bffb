import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { faultText, notify, openDialog, request, type SlotProps, useFormats, useText } from '#kernel/web/index.ts';
import { user } from '../../contract/index.ts';

/** Makes the one-time link by which the user chooses a password, and shows it to be handed over. */
export default function PasswordLink({ row }: SlotProps<typeof user>) {
  const text = useText();
  const { t } = text;
  const { dateTime } = useFormats();
  const [busy, setBusy] = useState(false);
  if (row.state !== 'active') return null;
  const make = async () => {
    setBusy(true);
    try {
      const link = await request<{ path: string; expiresAt: string }>(`${user.path}/${row.id}/password-link`, {
        method: 'POST',
        body: {},
      });
      await openDialog(() => import('../secret/SecretDialog.tsx'), {
        title: t('identity.passwordLink.title', { name: row.displayName }),
        body: t('identity.passwordLink.body', { name: row.displayName, until: dateTime(link.expiresAt) }),
        label: t('identity.passwordLink.label'),
        value: new URL(link.path, window.location.origin).href,
      });
    } catch (error) {
      const { title, body } = faultText(error, text);
      notify({ tone: 'wrong', text: title, ...(body ? { detail: body } : {}) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" leftSection={<IconKey size={15} />} loading={busy} onClick={() => void make()}>
      {t('identity.passwordLink.action')}
    </Button>
  );
}
