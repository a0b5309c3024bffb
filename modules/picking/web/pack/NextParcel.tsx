import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats, useText } from '#kernel/web/index.ts';
import { NumberPad } from '#kernel/web/workplace/NumberPad.tsx';
import { BigButton } from '#kernel/web/workplace/WorkplacePage.tsx';
import type { Packing } from '../../contract/index.ts';
import classes from './pack.module.css';
import { addTo, contentsOf, type InParcel, keyOf, leftOf, weightOf } from './parcel-state.ts';

interface NextParcelProps {
  packing: Packing;
  inParcel: InParcel;
  onChange: (inParcel: InParcel) => void;
  isBusy: boolean;
  /** Resolves whether the parcel was packed. */
  onPack: (body: object) => Promise<boolean>;
}

/** The parcel that is being packed: scanned pieces, else everything that is left, and its weight. */
export function NextParcel({ packing, inParcel, onChange, isBusy, onPack }: NextParcelProps) {
  const { t } = useText();
  const { int } = useFormats();
  const [weight, setWeight] = useState('');
  const contents = contentsOf(packing.lines, inParcel);
  const expected = weightOf(contents);
  const pack = async () => {
    const isPacked = await onPack({
      weight: Number(weight),
      contents: contents.map(({ line, pieces }) => ({
        line: line.line,
        ...(line.lot && { lot: line.lot.id }),
        quantity: String(pieces),
      })),
    });
    if (isPacked) setWeight('');
  };
  return (
    <>
      <h2 className={classes.heading}>{t('picking.pack.now')}</h2>
      <ul className={classes.lines}>
        {contents.map(({ line, pieces }) => (
          <li key={keyOf(line)} className={classes.line}>
            <strong className={classes.what}>{line.product.title}</strong>
            <button
              type="button"
              className={classes.step}
              aria-label={`${line.product.title} −1`}
              onClick={() => onChange({ ...inParcel, [keyOf(line)]: Math.max(0, pieces - 1) })}
            >
              <IconMinus size={22} />
            </button>
            <strong className={classes.pieces}>{pieces}</strong>
            <button
              type="button"
              className={classes.step}
              aria-label={`${line.product.title} +1`}
              disabled={leftOf(line, { [keyOf(line)]: pieces }) <= 0}
              onClick={() => onChange(addTo({ ...inParcel, [keyOf(line)]: pieces }, line))}
            >
              <IconPlus size={22} />
            </button>
          </li>
        ))}
      </ul>
      <NumberPad label={t('picking.pack.weight')} value={weight} unit="g" onChange={setWeight} />
      {expected !== null && <p className={classes.quiet}>{t('picking.pack.expected', { weight: int(expected) })}</p>}
      <BigButton isDisabled={isBusy || Number(weight) < 1 || contents.length === 0} onClick={() => void pack()}>
        {t('picking.pack.add')}
      </BigButton>
    </>
  );
}
