import { Button } from '@mantine/core';
import { IconHistory, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import classes from './entry.module.css';

interface EntryNotesProps {
  /** When the restored entries were last written, epoch ms. */
  restoredAt: number | null;
  /** Somebody else has saved the order since. */
  overtaken: boolean;
  onDiscard: () => void;
}

/** What to know before going on: entries that were restored, and changes of others. */
export function EntryNotes({ restoredAt, overtaken, onDiscard }: EntryNotesProps) {
  const { t } = useText();
  const { ago } = useFormats();
  const [read, setRead] = useState(false);
  return (
    <>
      {restoredAt !== null && !read && (
        <div className={classes.note} role="status">
          <IconHistory size={16} aria-hidden />
          <span>{t('sales.entry.restored', { ago: ago(new Date(restoredAt).toISOString()) })}</span>
          <Button variant="default" size="compact-sm" onClick={() => setRead(true)}>
            {t('sales.entry.restored.keep')}
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            onClick={() => {
              setRead(true);
              onDiscard();
            }}
          >
            {t('web.form.discard.action')}
          </Button>
        </div>
      )}
      {overtaken && (
        <div className={classes.note} data-tone="amber" role="status">
          <IconInfoCircle size={16} aria-hidden />
          <span>{t('sales.entry.overtaken')}</span>
        </div>
      )}
    </>
  );
}
