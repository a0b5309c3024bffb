import type { Money, Quantity } from '#kernel/contract/index.ts';
import { currentCost, type Effect, type Pool, type Stand, valueWith, worthLeaving } from './pool.ts';

/** What there was at the end of a day, and what it was worth by either method. */
export interface DayStand {
  date: string;
  quantity: Quantity;
  averageValue: Money;
  fifoValue: Money;
}

/** What of a movement counts from a day on, beside what counts already. */
export interface DayShare {
  date: string;
  averageValue: Money;
  fifoValue: Money;
}

/**
 * What leaves by average on a day that is past: what it was worth on its own day, as long as every later day can bear
 * that; else what it was worth on the first day that cannot.
 * @param days from the day of the movement to the last one, each before the movement.
 * @returns by day; the last one is what the pool loses.
 */
export function averagesLeaving(days: readonly DayStand[], quantity: Quantity, lastCost: Money): Money[] {
  let value = 0;
  return days.map((day, index) => {
    const stand = { quantity: day.quantity, value: day.averageValue };
    if (index === 0 || !bears(stand, -quantity, 0 - value))
      value = worthLeaving(stand, quantity, currentCost({ ...day, lastCost }));
    return value;
  });
}

/**
 * From which day on a movement of a past day counts with how much: on its own day and every later one with all that it
 * changes, or with as much as that day can bear – where no pieces are left there is no value, and where there are some it
 * is not less than nothing. What a day could not bear counts from the first one that can.
 * @param days from the day of the movement to the last one, each before the movement; the last one is the pool's.
 * @param averages what the movement changes by average on each day, where it is known.
 */
export function spread(
  days: readonly DayStand[],
  quantity: Quantity,
  effect: Pick<Effect, 'averageValue' | 'fifoValue'>,
  lastCost: Pool['lastCost'],
  averages?: readonly Money[],
): DayShare[] {
  const shares: DayShare[] = [];
  const counted = { averageValue: 0, fifoValue: 0 };
  const last = days.length - 1;
  for (const [index, day] of days.entries()) {
    const on = (value: Money, whole: Money, before: Money): Money => {
      if (index === last) return whole;
      const stand = { quantity: day.quantity, value };
      const isBorne = (one: Money) => bears(stand, quantity, one);
      if (isBorne(whole)) return whole;
      if (index > 0 && isBorne(before)) return before;
      if (quantity > 0) return valueWith(stand, quantity, Math.max(0, whole)) - value;
      const guess = currentCost({ quantity: day.quantity, averageValue: value, lastCost });
      return 0 - worthLeaving(stand, -quantity, guess);
    };
    const average = averages?.[index] ?? on(day.averageValue, effect.averageValue, counted.averageValue);
    const fifo = on(day.fifoValue, effect.fifoValue, counted.fifoValue);
    if (index === 0 || average !== counted.averageValue || fifo !== counted.fifoValue)
      shares.push({
        date: day.date,
        averageValue: average - counted.averageValue,
        fifoValue: fifo - counted.fifoValue,
      });
    Object.assign(counted, { averageValue: average, fifoValue: fifo });
  }
  return shares;
}

/** Whether goods that change by so much are worth something where there are any, and nothing where there are none. */
function bears({ quantity, value }: Stand, pieces: Quantity, worth: Money): boolean {
  const [left, after] = [quantity + pieces, value + worth];
  return left === 0 ? after === 0 : left > 0 ? after >= 0 : after <= 0;
}
