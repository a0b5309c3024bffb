import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { ScanInput } from '#kernel/web/workplace/ScanInput.tsx';
import { signal } from '#kernel/web/workplace/signal.ts';
import { BigButton, Wrong } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { Walk, WalkTask } from '../../contract/index.ts';
import { type Amount, TakePanel } from './TakePanel.tsx';
import classes from './walk.module.css';
import { type Position, read, skip, splitPlace } from './walk-state.ts';

/** What is sent for a reach into the shelf. */
export interface Taking {
  body: Record<string, unknown>;
  isShort: boolean;
}

interface TaskViewProps {
  walk: Walk;
  task: WalkTask;
  position: Position;
  onMove: (position: Position) => void;
  onTake: (taking: Taking) => void;
  onLater: (() => void) | undefined;
}

/** One stop: where to, what, how many, for whom; the next step is always the one that is asked for. */
export function TaskView({ walk, task, position, onMove, onTake, onLater }: TaskViewProps) {
  const { t } = useText();
  const list = walk.lists.find(({ id }) => id === task.list);
  const box = list?.box?.title ?? null;
  const [amount, setAmount] = useState<Amount>({ quantity: task.quantity });
  const [ready, setReady] = useState<{ amount: Amount; isShort: boolean } | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = ({ quantity, ...more }: Amount, isShort: boolean, scannedBox?: string) =>
    onTake({
      isShort,
      body: {
        list: task.list,
        line: task.line,
        location: task.location.id,
        ...(task.compartment && { compartment: task.compartment.id }),
        ...(task.lot && { lot: task.lot.id }),
        quantity,
        ...more,
        ...(isShort && { isShort }),
        ...(position.place && { scannedPlace: position.place }),
        ...(position.product && { scannedProduct: position.product }),
        ...(scannedBox && { scannedBox }),
      },
    });
  const take = (chosen: Amount, isShort: boolean) => {
    // With several orders on the cart the box is what keeps them apart.
    if (box === null || walk.lists.length === 1 || chosen.quantity === '0') return send(chosen, isShort);
    setReady({ amount: chosen, isShort });
    onMove({ ...position, step: 'box' });
  };
  const onScan = (code: string) => {
    const reading = read(position, task, box, code);
    if (reading.kind === 'wrong') {
      signal('wrong');
      return setWrong(t(`picking.walk.${reading.message}`, { scanned: reading.scanned }));
    }
    setWrong(null);
    if (reading.kind === 'quantity') setAmount({ ...amount, quantity: reading.quantity });
    else if (reading.kind === 'take') send(ready?.amount ?? amount, ready?.isShort ?? false, reading.box);
    else {
      signal('right');
      onMove(reading.position);
    }
  };
  const { step } = position;
  const asked = step === 'count' ? 'picking.walk.step.count' : `picking.walk.scan.${step}`;
  return (
    <section className={classes.task}>
      <Goods task={task} walk={walk} isThere={step !== 'place'} />
      <p className={classes.asked} aria-live="polite">
        {t(asked, { box })}
      </p>
      <ScanInput label={t(asked, { box })} onScan={onScan} />
      <Wrong text={wrong} />
      {step === 'count' ? (
        <TakePanel walk={walk} task={task} amount={amount} onAmount={setAmount} onTake={take} />
      ) : (
        <div className={classes.buttons}>
          <BigButton
            tone="plain"
            onClick={() => {
              setWrong(null);
              if (step === 'box' && ready) send(ready.amount, ready.isShort);
              else onMove(skip(position));
            }}
          >
            {t('picking.walk.skip')}
          </BigButton>
          {onLater && (
            <BigButton tone="plain" onClick={onLater}>
              {t('picking.walk.later')}
            </BigButton>
          )}
        </div>
      )}
    </section>
  );
}

/** Read from two steps away. */
function Goods({ task, walk, isThere }: { task: WalkTask; walk: Walk; isThere: boolean }) {
  const { t } = useText();
  const { quantity, date } = useFormats();
  const list = walk.lists.find(({ id }) => id === task.list);
  const place = splitPlace(task.location.title ?? '');
  const numbers = [task.legacyNumber, task.lot && t('picking.walk.lot', { lot: task.lot.title })].filter(Boolean);
  const into = list?.box
    ? t('picking.walk.into', { box: list.box.title })
    : walk.lists.length > 1
      ? t('picking.walk.into.none', { position: list?.position })
      : null;
  return (
    <>
      <div className={classes.where} data-there={isThere || undefined}>
        <span className={classes.lead}>
          {t('picking.walk.place')} <strong>{place.lead}</strong>
        </span>
        <h2 className={classes.place} aria-label={task.location.title ?? ''}>
          {place.end}
        </h2>
        {task.box && (
          <p className={classes.box}>
            {t('picking.walk.box')} <strong>{task.compartment?.title ?? task.box.title}</strong>
          </p>
        )}
      </div>
      <div className={classes.goods}>
        <div className={classes.what}>
          <strong className={classes.sku}>{task.product.title}</strong>
          <span>{task.product.subtitle}</span>
          <span className={classes.hint}>
            {numbers.join(' · ')}
            {task.expiresOn && ` ${t('picking.walk.expires', { date: date(task.expiresOn) })}`}
          </span>
        </div>
        <div className={classes.count}>
          <strong>{quantity(task.quantity)}</strong>
          <span className={classes.hint}>{task.unit}</span>
        </div>
      </div>
      <p className={classes.for}>
        <span>{t('picking.walk.for', { order: list?.order.title ?? '' })}</span>
        {into && <strong className={classes.into}>{into}</strong>}
      </p>
    </>
  );
}
