import { IconArrowRight, IconMapPin } from '@tabler/icons-react';
import { useText } from '#kernel/web/index.ts';
import { nameOf, type Place } from './hand.ts';
import classes from './work.module.css';

interface PlaceCardProps {
  label: string;
  place: Place | null;
  /** What is said while there is none. */
  empty: string;
  isTarget?: boolean;
  onChange?: (() => void) | undefined;
}

/** A place, read from two steps away; what is special about it is said. */
export function PlaceCard({ label, place, empty, isTarget = false, onChange }: PlaceCardProps) {
  const { t } = useText();
  const Icon = isTarget ? IconArrowRight : IconMapPin;
  const isSpecial = place?.kind === 'place' && place.purpose !== 'sale';
  return (
    <div className={classes.placeCard} data-set={place !== null || undefined}>
      <Icon size={28} aria-hidden />
      <div className={classes.placeText}>
        <span className={classes.quiet}>{label}</span>
        <strong className={classes.place}>{place ? nameOf(place) : empty}</strong>
        {isSpecial && <span className={classes.special}>{t(`stock.location.value.purpose.${place.purpose}`)}</span>}
        {place?.kind === 'place' && place.isFrozen && <span className={classes.special}>{t('stock.work.frozen')}</span>}
      </div>
      {place && onChange && (
        <button type="button" className={classes.change} onClick={onChange}>
          {t('stock.work.change')}
        </button>
      )}
    </div>
  );
}
