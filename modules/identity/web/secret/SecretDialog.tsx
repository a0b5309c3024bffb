import { Button, Input } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { type DialogProps, FieldBox, notify, useText } from '#kernel/web/index.ts';
import classes from './secret.module.css';

export interface Secret {
  title: string;
  body: string;
  label: string;
  value: string;
}

/** What is shown only this once: a link or a token, to be copied. */
export default function SecretDialog({ title, body, label, value, close }: Secret & DialogProps<void>) {
  const { t } = useText();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      notify({ tone: 'done', text: t('identity.secret.copied') });
    } catch {
      // Without a secure address the browser has no clipboard; the text is selected, for Ctrl+C.
      notify({ tone: 'wrong', text: t('identity.secret.notCopied') });
    }
  };
  return (
    <Dialog title={title} onClose={() => close()} size="lg">
      <p>{body}</p>
      <FieldBox label={label}>
        {({ id }) => (
          <div className={classes.row}>
            <Input
              id={id}
              className={classes.value ?? ''}
              readOnly
              value={value}
              onFocus={(event) => event.currentTarget.select()}
            />
            <Button leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
              {t('identity.secret.copy')}
            </Button>
          </div>
        )}
      </FieldBox>
    </Dialog>
  );
}
