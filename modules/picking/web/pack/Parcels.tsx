import { IconPackage, IconPackageOff } from '@tabler/icons-react';
import { useFormats, useText } from '#kernel/web/index.ts';
import type { Packing } from '../../contract/index.ts';
import classes from './pack.module.css';

interface ParcelsProps {
  packing: Packing;
  isFixed: boolean;
  onUnpack: (parcel: number) => void;
}

/** The parcels of an order, each to be taken apart again as long as it has not left. */
export function Parcels({ packing: { parcels, state }, isFixed, onUnpack }: ParcelsProps) {
  const { t } = useText();
  const { quantity, int } = useFormats();
  return (
    <>
      <h2 className={classes.heading}>{t('picking.pack.parcels')}</h2>
      {parcels.length === 0 && <p className={classes.quiet}>{t('picking.pack.none')}</p>}
      <ul className={classes.lines}>
        {parcels.map((parcel) => (
          <li key={parcel.id} className={classes.line}>
            <IconPackage size={26} />
            <span className={classes.what}>
              <strong>{parcel.number}</strong>
              <span className={classes.quiet}>{t('picking.pack.pieces', { count: quantity(parcel.quantity) })}</span>
            </span>
            <span className={classes.numbers}>{int(parcel.weight)} g</span>
            {state !== 'delivered' && (
              <button
                type="button"
                className={classes.step}
                disabled={isFixed}
                aria-label={t('picking.pack.unpack', { number: parcel.number })}
                data-tip={t('picking.pack.unpack', { number: parcel.number })}
                onClick={() => onUnpack(parcel.id)}
              >
                <IconPackageOff size={22} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
