import { useState } from 'react';
import { formatDecimal, parseDecimal } from '#kernel/contract/index.ts';
import { Dialog } from '#kernel/web/dialogs/Dialog.tsx';
import { type DialogProps, Fault, FieldBox, useFormats, useText, ValueInput } from '#kernel/web/index.ts';
import { balance } from '../../contract/index.ts';
import classes from './box.module.css';
import type { Unit } from './slot-layout.ts';

interface SplitDialogProps extends DialogProps<void> {
  unit: Unit;
  submit: (input: Record<string, unknown>) => Promise<void>;
}

const amountOf = (text: unknown) => (typeof text === 'string' ? (parseDecimal(text, 'quantity') ?? 0) : 0);

/** Asks where the content of a compartment goes when its slots are parted: it acts once every piece has its place. */
export default function SplitDialog({ unit, submit, close }: SplitDialogProps) {
  const { t } = useText();
  const { quantity } = useFormats();
  const [parts, setParts] = useState<Readonly<Record<number, unknown>>>({
    [unit.slots[0]?.position ?? 1]: unit.onHand,
  });
  const [loose, setLoose] = useState<unknown>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const given = Object.values(parts).reduce<number>((sum, part) => sum + amountOf(part), amountOf(loose));
  const open = amountOf(unit.onHand) - given;
  const shown = (amount: number) => quantity(formatDecimal(amount, 'quantity'));
  const act = async () => {
    setBusy(true);
    setFault(null);
    try {
      const contents = unit.slots
        .map(({ position }) => ({ slot: position, quantity: parts[position] }))
        .filter((part) => amountOf(part.quantity) > 0);
      await submit({ contents, ...(amountOf(loose) > 0 && { loose }) });
      close();
    } catch (error) {
      setFault(error instanceof Error ? error : null);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('stock.slots.splitTitle', { compartment: unit.compartment?.code ?? '' })}
      action={t('stock.slots.takeApart')}
      busy={busy}
      blocked={open !== 0}
      onAction={() => void act()}
      onClose={() => close()}
    >
      {fault && <Fault error={fault} />}
      <p>
        {t('stock.slots.splitBody', {
          quantity: shown(amountOf(unit.onHand)),
          product: unit.product?.title ?? '',
        })}
      </p>
      <div className={classes.parts}>
        {unit.slots.map(({ position, code }, index) => (
          <FieldBox key={position} label={t('stock.slots.intoSlot', { slot: code })}>
            {({ id }) => (
              <ValueInput
                id={id}
                aria-label={t('stock.slots.intoSlot', { slot: code })}
                resource={balance}
                field="onHand"
                value={parts[position] ?? null}
                autoFocus={index === 0}
                onChange={(value) => setParts((now) => ({ ...now, [position]: value }))}
              />
            )}
          </FieldBox>
        ))}
        <FieldBox label={t('stock.slots.loose')}>
          {({ id }) => (
            <ValueInput
              id={id}
              aria-label={t('stock.slots.loose')}
              resource={balance}
              field="onHand"
              value={loose}
              onChange={setLoose}
            />
          )}
        </FieldBox>
      </div>
      <p className={classes.rest} data-open={open !== 0 || undefined} role="status">
        {open === 0
          ? t('stock.slots.allPlaced')
          : open > 0
            ? t('stock.slots.stillOpen', { quantity: shown(open) })
            : t('stock.slots.tooMany', { quantity: shown(-open) })}
      </p>
    </Dialog>
  );
}
