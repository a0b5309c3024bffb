import { IconBox, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { newKey, request, useText } from '#kernel/web/index.ts';
import { ScanInput } from '#kernel/web/workplace/ScanInput.tsx';
import { signal } from '#kernel/web/workplace/signal.ts';
import { BigButton, Wrong } from '#kernel/web/workplace/WorkplacePage.tsx';
import { box, readScan } from '#modules/stock/contract/index.ts';
import { pickList, type Walk } from '../../contract/index.ts';
import classes from './walk.module.css';

interface BoxesStepProps {
  walk: Walk;
  onAssigned: () => void;
  onSkip: () => void;
  explain: (error: unknown) => void;
}

/** Before a walk for several orders each gets its box: scanned one after the other, or none at all. */
export function BoxesStep({ walk, onAssigned, onSkip, explain }: BoxesStepProps) {
  const { t } = useText();
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const next = walk.lists.find(({ box: own }) => own === null);
  const assign = async (code: string) => {
    if (!next || isBusy) return;
    const scanned = readScan(code).text;
    setWrong(null);
    setBusy(true);
    try {
      const found = await request<{ items: { id: number }[] }>(
        `${box.path}?${new URLSearchParams({ 'filter[code]': scanned, limit: '1', fields: 'code' })}`,
      );
      const [hit] = found.items;
      if (hit) {
        const body = { box: hit.id };
        await request(`${pickList.path}/${next.id}/assignBox`, { method: 'POST', body, idempotencyKey: newKey() });
        signal('right');
        onAssigned();
      } else {
        signal('wrong');
        setWrong(t('picking.walk.boxes.unknown', { scanned }));
      }
    } catch (error) {
      explain(error);
    } finally {
      setBusy(false);
    }
  };
  const asked = t('picking.walk.boxes.scan', { order: next?.order.title ?? '' });
  return (
    <section className={classes.task}>
      <h2 className={classes.asked}>{t('picking.walk.boxes')}</h2>
      <ul className={classes.stops}>
        {walk.lists.map((list) => (
          <li key={list.id} className={classes.boxRow} data-next={list.id === next?.id || undefined}>
            <strong>{list.position}</strong>
            <span className={classes.what}>
              <span>{list.order.title}</span>
              <span className={classes.hint}>{list.customer.subtitle ?? list.customer.title}</span>
            </span>
            <span className={classes.boxCode}>
              {list.box ? <IconCheck size={22} /> : <IconBox size={22} />}
              {list.box?.title}
            </span>
          </li>
        ))}
      </ul>
      <ScanInput label={asked} onScan={(code) => void assign(code)} />
      <Wrong text={wrong} />
      <BigButton tone="plain" onClick={onSkip}>
        {t('picking.walk.boxes.skip')}
      </BigButton>
    </section>
  );
}
