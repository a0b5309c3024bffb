import { TextInput } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { NumberPad } from '#kernel/web/workplace/NumberPad.tsx';
import { asDecimal } from '#kernel/web/workplace/number-keys.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import { deviation, type Walk, type WalkTask, weigh } from '../../contract/index.ts';
import classes from './walk.module.css';
import { isLess, less } from './walk-state.ts';

/** What was taken, and how one knows. */
export interface Amount {
  quantity: string;
  /** Grams. */
  gross?: string;
  reason?: string;
}

interface TakePanelProps {
  walk: Walk;
  task: WalkTask;
  amount: Amount;
  onAmount: (amount: Amount) => void;
  onTake: (amount: Amount, isShort: boolean) => void;
}

/** How many were taken: counted, or proposed by the scale. */
export function TakePanel({ walk, task, amount, onAmount, onTake }: TakePanelProps) {
  const { t } = useText();
  const { quantity: shown } = useFormats();
  const [isScale, setScale] = useState(false);
  const [reason, setReason] = useState('');
  const scale = isScale ? weighing(walk, task, amount) : null;
  const entered = asDecimal(amount.quantity) ?? '0';
  const isShort = isLess(entered, task.quantity);
  const isTooMuch = isLess(task.quantity, entered);
  const needsReason = scale !== null && scale.off > Number(walk.tolerance) && entered !== '0';
  const isLacking = needsReason && reason.trim().length < 3;
  const chosen: Amount = {
    quantity: entered,
    ...(scale && { gross: asDecimal(amount.gross ?? '') ?? '0' }),
    ...(needsReason && { reason: reason.trim() }),
  };
  return (
    <div className={classes.take}>
      {task.pieceWeight !== null && (
        <div className={classes.modes}>
          {(['count', 'weigh'] as const).map((mode) => (
            <button
              key={mode}
              type="button"
              className={classes.mode}
              aria-pressed={isScale === (mode === 'weigh')}
              onClick={() => setScale(mode === 'weigh')}
            >
              {t(`picking.walk.${mode}`)}
            </button>
          ))}
        </div>
      )}
      {isScale && <Scale walk={walk} task={task} amount={amount} onAmount={onAmount} proposed={scale?.proposed} />}
      {isScale ? (
        <Pieces amount={amount} unit={task.unit} onAmount={onAmount} />
      ) : (
        <NumberPad
          label={t('picking.walk.quantity')}
          value={amount.quantity}
          decimals={3}
          unit={task.unit}
          onChange={(quantity) => onAmount({ ...amount, quantity })}
        />
      )}
      {needsReason && (
        <TextInput
          size="lg"
          label={t('picking.walk.reason')}
          description={t('picking.walk.reason.needed', { percent: `${shown(scale.off.toFixed(1))} %` })}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      <div className={classes.acts}>
        <BigButton isDisabled={entered === '0' || isTooMuch || isLacking} onClick={() => onTake(chosen, false)}>
          {t('picking.walk.take', { quantity: shown(entered) })}
        </BigButton>
        {isShort && (
          <BigButton tone="danger" isDisabled={isLacking} onClick={() => onTake(chosen, true)}>
            {t('picking.walk.short.confirm', { taken: shown(entered), missing: shown(less(task.quantity, entered)) })}
          </BigButton>
        )}
      </div>
    </div>
  );
}

/** What the scale says; null as long as it says nothing. */
function weighing(walk: Walk, task: WalkTask, { gross, quantity }: Amount) {
  const pieceWeight = Number(task.pieceWeight);
  const tare = Number(walk.lists.find(({ id }) => id === task.list)?.tare ?? 0);
  const found = weigh(Number(gross || 0), tare, pieceWeight);
  if (!found || !gross) return null;
  return { ...found, tare, off: deviation(found.net, Number(quantity || 0), pieceWeight) };
}

interface ScaleProps extends Omit<TakePanelProps, 'onTake'> {
  proposed: number | undefined;
}

function Scale({ walk, task, amount, onAmount, proposed }: ScaleProps) {
  const { t } = useText();
  const { quantity: shown } = useFormats();
  const tare = walk.lists.find(({ id }) => id === task.list)?.tare ?? '0';
  const onGross = (gross: string) => {
    const next = weighing(walk, task, { ...amount, gross });
    const most = Number(task.quantity);
    onAmount({ ...amount, gross, ...(next && { quantity: String(Math.min(next.proposed, most)) }) });
  };
  return (
    <div className={classes.scale}>
      <NumberPad label={t('picking.walk.gross')} value={amount.gross ?? ''} decimals={1} unit="g" onChange={onGross} />
      <p className={classes.hint}>
        {t('picking.walk.tare')} {shown(tare)} g · {t('picking.walk.piece')} {shown(task.pieceWeight ?? '0')} g
      </p>
      {proposed !== undefined && <p className={classes.proposed}>{t('picking.walk.proposed', { count: proposed })}</p>}
    </div>
  );
}

/** What the scale proposes, to be set right by a few pieces. */
function Pieces({ amount, unit, onAmount }: Pick<TakePanelProps, 'amount' | 'onAmount'> & { unit: string | null }) {
  const { t } = useText();
  const pieces = Math.round(Number(amount.quantity || 0));
  const set = (next: number) => onAmount({ ...amount, quantity: String(Math.max(0, next)) });
  const label = t('picking.walk.quantity');
  return (
    <div className={classes.pieces}>
      <button type="button" className={classes.mode} aria-label={`${label} −1`} onClick={() => set(pieces - 1)}>
        <IconMinus size={24} />
      </button>
      <output aria-label={label}>
        <strong>{pieces}</strong> {unit}
      </output>
      <button type="button" className={classes.mode} aria-label={`${label} +1`} onClick={() => set(pieces + 1)}>
        <IconPlus size={24} />
      </button>
    </div>
  );
}
