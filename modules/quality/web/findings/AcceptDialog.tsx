import { useState } from 'react';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { type DialogProps, FieldBox, faultText, notify, useText, ValueInput } from '#kernel/web/index.ts';
import { acceptance, type RuleCode } from '../../contract/index.ts';
import { useSettleFindings } from '../use-quality.ts';

const leastCharacters = 3;

/** Asks why the findings are meant to be so. */
export default function AcceptDialog({ rule, ids, close }: { rule: RuleCode; ids: number[] } & DialogProps<true>) {
  const text = useText();
  const { t } = text;
  const settle = useSettleFindings();
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isShort = reason.trim().length < leastCharacters;
  const act = () => {
    setTried(true);
    if (isShort) return;
    settle.mutate(
      { rule, ids, reason: reason.trim() },
      {
        onSuccess: ({ done }) => {
          notify({ tone: 'done', text: t('quality.accept.done', { count: done }) });
          close(true);
        },
      },
    );
  };
  const fault = settle.error ? faultText(settle.error, text).title : undefined;
  return (
    <Dialog
      title={t('quality.accept.title', { count: ids.length })}
      action={t('quality.accept.action')}
      busy={settle.isPending}
      onAction={act}
      onClose={() => close()}
    >
      <p>{t('quality.accept.intro')}</p>
      <FieldBox
        label={t('quality.acceptance.field.reason')}
        required
        error={isTried && isShort ? t('quality.accept.tooShort') : fault}
      >
        {({ id, describedBy }) => (
          <ValueInput
            resource={acceptance}
            field="reason"
            id={id}
            value={reason}
            onChange={(value) => setReason(typeof value === 'string' ? value : '')}
            invalid={isTried && isShort}
            autoFocus
            {...(describedBy ? { 'aria-describedby': describedBy } : {})}
          />
        )}
      </FieldBox>
    </Dialog>
  );
}
