import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '#kernel/web/index.ts';
import { NumberPad } from '#kernel/web/workplace/NumberPad.tsx';
import { asDecimal } from '#kernel/web/workplace/number-keys.ts';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { SheetPosition } from '../../contract/index.ts';
import classes from './count.module.css';
import { goodsKey, keyOf, needsLot } from './goods.ts';
import type { Counting } from './use-counting.ts';

interface QuantityPadProps {
  counting: Counting;
  positions: readonly SheetPosition[];
}

/** How much lies here of what is chosen, by keys for a thumb in a glove. */
export function QuantityPad({ counting, positions }: QuantityPadProps) {
  const { t } = useText();
  const { goods, value } = counting;
  if (!goods) return null;
  const isMine = positions.some((one) => one.isMine && keyOf(one) === goodsKey(goods));
  const isMissing = asDecimal(value) === null;
  return (
    <section className={classes.pad} aria-label={t('stocktake.walk.quantity')}>
      <div className={classes.chosen}>
        <div>
          <strong>{goods.product.title}</strong>
          <span className={classes.quiet}>{goods.product.subtitle}</span>
          <span className={classes.quiet}>
            {[goods.newLot ?? goods.lot?.title, goods.compartment?.title].filter(Boolean).join(' · ')}
          </span>
        </div>
        <button
          type="button"
          className={classes.close}
          aria-label={t('stocktake.walk.unchoose')}
          onClick={() => counting.choose(null)}
        >
          <IconX size={24} />
        </button>
      </div>
      {needsLot(goods) ? (
        <LotChoice counting={counting} positions={positions} />
      ) : (
        <>
          <NumberPad
            label={t('stocktake.walk.quantity')}
            value={value}
            unit={goods.unit}
            decimals={goods.tracking === 'serial' ? 0 : 3}
            onChange={counting.setValue}
          />
          <div className={classes.sends}>
            {isMine && (
              <BigButton tone="plain" isDisabled={isMissing} onClick={() => counting.commit({ adds: true })}>
                {t('stocktake.walk.add')}
              </BigButton>
            )}
            <BigButton isDisabled={isMissing} onClick={() => counting.commit()}>
              {t(isMine ? 'stocktake.walk.replace' : 'stocktake.walk.take')}
            </BigButton>
          </div>
        </>
      )}
    </section>
  );
}

/** Which lot: one that lies here, one that is scanned, or one that nobody knew. */
function LotChoice({ counting, positions }: QuantityPadProps) {
  const { t } = useText();
  const [number, setNumber] = useState('');
  const lots = positions.filter((one) => one.product.id === counting.goods?.product.id && one.lot !== null);
  const { unknownLot } = counting;
  return (
    <div className={classes.lots}>
      <p className={classes.hint}>{t('stocktake.walk.whichLot')}</p>
      {lots.map((one) => (
        <BigButton key={one.id} tone="plain" onClick={() => counting.select(one)}>
          {one.lot?.title}
        </BigButton>
      ))}
      <form
        className={classes.lotForm}
        onSubmit={(event) => {
          event.preventDefault();
          if (number.trim()) counting.scan(number.trim());
          setNumber('');
        }}
      >
        <TextInput
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          aria-label={t('stocktake.walk.lotNumber')}
          placeholder={t('stocktake.walk.lotNumber')}
          classNames={{ input: classes.lotText ?? '' }}
        />
        <button type="submit" className={classes.lookUp} disabled={number.trim() === ''}>
          {t('stocktake.walk.lookUp')}
        </button>
      </form>
      {unknownLot !== null && (
        <BigButton onClick={() => counting.takeLot({ lot: null, newLot: unknownLot })}>
          {t('stocktake.walk.newLot', { lot: unknownLot })}
        </BigButton>
      )}
    </div>
  );
}
