import { useState } from 'react';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { type DialogProps, Fault, request, useIntent, useText } from '#kernel/web/index.ts';
import type { GeneratedVariants } from '../../contract/matrix.ts';
import classes from './matrix.module.css';

interface GenerateDialogProps extends DialogProps<GeneratedVariants> {
  path: string;
  body: Record<string, unknown>;
  preview: GeneratedVariants;
}

/** What would be created and what is left out, by SKU; nothing is there until the button says so. */
export default function GenerateDialog({ path, body, preview, close }: GenerateDialogProps) {
  const { t } = useText();
  const intent = useIntent();
  const [fault, setFault] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const { created, skipped } = preview;
  const create = async () => {
    setBusy(true);
    setFault(null);
    try {
      close(
        await request<GeneratedVariants>(path, {
          method: 'POST',
          body,
          idempotencyKey: intent.key(body),
          timeout: 120_000,
        }),
      );
    } catch (error) {
      setFault(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('catalog.matrix.preview')}
      size="lg"
      {...(created.length > 0 && {
        action: t('catalog.matrix.create', { count: created.length }),
        onAction: () => void create(),
      })}
      onClose={() => close()}
      busy={busy}
    >
      {fault !== null && <Fault error={fault} />}
      <p className={classes.summary}>{t('catalog.matrix.new', { count: created.length })}</p>
      <ul className={classes.skus}>
        {created.map(({ sku }) => (
          <li key={sku}>{sku}</li>
        ))}
      </ul>
      {skipped.length > 0 && (
        <>
          <p className={classes.summary}>{t('catalog.matrix.skipped', { count: skipped.length })}</p>
          <ul className={classes.left}>
            {skipped.map(({ sku, reason, standing }) => (
              <li key={sku}>
                <b>{sku}</b> {t(`catalog.matrix.reason.${reason}`, { sku: standing ?? '' })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
