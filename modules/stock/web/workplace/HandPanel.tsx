import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { NumberPad } from '#kernel/web/workplace/NumberPad.tsx';
import { type Hand, serialsIn } from './hand.ts';
import { DayField, WorkField } from './WorkField.tsx';
import classes from './work.module.css';

interface HandPanelProps {
  hand: Hand;
  onChange: (hand: Hand) => void;
  /** Lays the goods down again without posting them. */
  onDrop: () => void;
  /** Goods that come in: their lot may be entered, and its day. */
  comesIn?: boolean;
  /** Where to, and the button that posts. */
  children: ReactNode;
}

/** The goods in the hand, how many, and of which lot. */
export function HandPanel({ hand, onChange, onDrop, comesIn = false, children }: HandPanelProps) {
  const { t } = useText();
  const { goods, quantity } = hand;
  const isSerial = goods.tracking === 'serial';
  return (
    <section className={classes.hand} data-pad={!isSerial || undefined}>
      <div className={classes.what}>
        <div className={classes.head}>
          <div className={classes.names}>
            <h2 className={classes.sku}>{goods.product.title ?? t('web.ref.hidden')}</h2>
            <p>{goods.product.subtitle}</p>
            {goods.legacyNumber && (
              <p className={classes.quiet}>{t('stock.work.oldNumber', { number: goods.legacyNumber })}</p>
            )}
          </div>
          <button type="button" className={classes.drop} aria-label={t('stock.work.drop')} onClick={onDrop}>
            <IconX size={24} />
          </button>
        </div>
        {goods.tracking !== 'none' && <LotFields hand={hand} onChange={onChange} comesIn={comesIn} />}
      </div>
      {!isSerial && (
        <NumberPad
          label={t('stock.work.quantity')}
          value={quantity}
          decimals={3}
          unit={goods.unit}
          onChange={(next) => onChange({ ...hand, quantity: next })}
        />
      )}
      <div className={classes.foot}>{children}</div>
    </section>
  );
}

function LotFields({ hand, onChange, comesIn }: Pick<HandPanelProps, 'hand' | 'onChange' | 'comesIn'>) {
  const { t } = useText();
  const { date } = useFormats();
  const { goods, lots, expiresOn } = hand;
  const isSerial = goods.tracking === 'serial';
  if (!comesIn && !isSerial)
    return (
      <p className={classes.lot}>
        {t('stock.work.lot')} <strong>{lots || '–'}</strong>
        {expiresOn && ` · ${t('stock.work.expires', { date: date(expiresOn) })}`}
      </p>
    );
  const help = isSerial ? t('stock.work.serials.help', { count: serialsIn(lots).length }) : t('stock.work.lot.help');
  return (
    <div className={classes.fields}>
      <WorkField
        label={t(isSerial ? 'stock.work.serials' : 'stock.work.lot')}
        help={help}
        value={lots}
        onChange={(next) => onChange({ ...hand, lots: next })}
      />
      {comesIn && (
        <DayField
          label={t('stock.work.expiresOn')}
          help={goods.shelfLife ? t('stock.work.expiresOn.help', { days: goods.shelfLife }) : t('web.date.format')}
          value={expiresOn}
          onChange={(day) => onChange({ ...hand, expiresOn: day })}
        />
      )}
    </div>
  );
}
