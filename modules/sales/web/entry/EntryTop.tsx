import { Button } from '@mantine/core';
import { StateBadge, useLabels, usePageTitle, useText } from '#kernel/web/index.ts';
import { keysText } from '#kernel/web/parts/keys-text.ts';
import { salesOrder } from '../../contract/index.ts';
import classes from './entry.module.css';
import type { Order } from './send-draft.ts';
import type { Stage } from './use-save-order.ts';

interface EntryTopProps {
  order: Order | undefined;
  dirty: boolean;
  busy: Stage | null;
  mayConfirm: boolean;
  onSave: () => void;
  onConfirm: () => void;
}

/** What is being entered, and the two ways to finish it. */
export function EntryTop({ order, dirty, busy, mayConfirm, onSave, onConfirm }: EntryTopProps) {
  const { t } = useText();
  const labels = useLabels(salesOrder);
  const title = order ? t('sales.entry.title') : t('sales.entry.new');
  usePageTitle(title);
  return (
    <header className={classes.top}>
      <div className={classes.names}>
        <h1 className={classes.title}>{title}</h1>
        <StateBadge state="draft" label={labels.value('state', 'draft')} />
        {dirty && <span className={classes.unsaved}>{t('sales.entry.unsaved')}</span>}
      </div>
      <div className={classes.verbs}>
        <Button
          variant="default"
          loading={busy === 'save'}
          disabled={busy === 'confirm'}
          onClick={onSave}
          rightSection={<kbd className={classes.keys}>{keysText('mod+s')}</kbd>}
        >
          {t('sales.entry.save')}
        </Button>
        {mayConfirm && (
          <Button
            loading={busy === 'confirm'}
            disabled={busy === 'save'}
            onClick={onConfirm}
            rightSection={<kbd className={classes.keys}>{keysText('mod+enter')}</kbd>}
          >
            {labels.verb('confirm')}
          </Button>
        )}
      </div>
    </header>
  );
}
