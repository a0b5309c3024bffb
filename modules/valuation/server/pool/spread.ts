import type { Money, Quantity } from '#kernel/contract/index.ts';
import { currentCost, type Effect, type Stand, valueWith, worthLeaving } from './pool.ts';

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
  effect: Effect,
  lastCost: Money,
  averages?: readonly Money[],
): DayShare[] {
  const wasThere = (effect.youngest ?? '') <= (days[0]?.date ?? '');
  const average = daily(
    days.map(({ quantity, averageValue: value }) => ({ quantity, value })),
    {
      quantity,
      change: effect.averageValue,
      worth: effect.averageValue + effect.averageDifference,
      lastCost,
      wasThere: true,
    },
    averages,
  );
  const fifo = daily(
    days.map(({ quantity, fifoValue: value }) => ({ quantity, value })),
    { quantity, change: effect.fifoValue, worth: effect.fifoValue + effect.fifoDifference, lastCost, wasThere },
  );
  const added = (values: readonly Money[], index: number) => (values[index] ?? 0) - (values[index - 1] ?? 0);
  return days
    .map(({ date }, index) => ({ date, averageValue: added(average, index), fifoValue: added(fifo, index) }))
    .filter(({ averageValue, fifoValue }, index) => index === 0 || averageValue !== 0 || fifoValue !== 0);
}

interface Movement {
  /** With its sign, as the others. */
  quantity: Quantity;
  /** Of the pool as it is now. */
  change: Money;
  /** With what did not go into the pool. */
  worth: Money;
  lastCost: Money;
  /** Whether what went had come by its day: a day does not bear the cost of goods that came after it. */
  wasThere: boolean;
}

/** What each day bears of a movement, by one method. */
function daily(days: readonly Stand[], movement: Movement, known?: readonly Money[]): Money[] {
  const { quantity, change } = movement;
  const last = days.length - 1;
  let borne: Money | undefined;
  return days.map((day, index) => {
    if (index === last) return change;
    const candidates = known ? [known[index]] : [borne, index > 0 || movement.wasThere ? change : undefined];
    const isBorne = (one: Money | undefined) => one !== undefined && bears(day, quantity, one);
    borne = candidates.find(isBorne) ?? ownOf(day, movement);
    return borne;
  });
}

/** What it would have been worth had that day been the last one. */
function ownOf(day: Stand, { quantity, worth, lastCost }: Movement): Money {
  if (quantity > 0) return valueWith(day, quantity, Math.max(0, worth)) - day.value;
  const guess = currentCost({ quantity: day.quantity, averageValue: day.value, lastCost });
  return 0 - worthLeaving(day, -quantity, guess);
}

/** Whether goods that change by so much are worth something where there are any, and nothing where there are none. */
function bears({ quantity, value }: Stand, pieces: Quantity, worth: Money): boolean {
  const [left, after] = [quantity + pieces, value + worth];
  return left === 0 ? after === 0 : left > 0 ? after >= 0 : after <= 0;
}
