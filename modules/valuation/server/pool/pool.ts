import { exact, type Money, multiplyDivide, type Quantity } from '#kernel/contract/index.ts';

/** Goods that came in at one cost. */
export interface Layer {
  /** Null until it is stored. */
  id: number | null;
  movement: number;
  /** When they came, ISO. */
  date: string;
  remaining: Quantity;
  remainingValue: Money;
}

/** The goods of one product and what they are worth by either method; less than none where places may go below zero. */
export interface Pool {
  quantity: Quantity;
  averageValue: Money;
  fifoValue: Money;
  /** Open ones, the oldest first. */
  layers: Layer[];
  /** Per base unit, for goods that go before they have come; 0 where nobody knows. */
  lastCost: Money;
}

/** What a movement changes; differences go to the cost of goods sold instead of the value of the goods. */
export interface Effect {
  averageValue: Money;
  fifoValue: Money;
  averageDifference: Money;
  fifoDifference: Money;
  /** When the youngest goods came that went, first in, first out. */
  youngest?: string;
}

const piece = 1_000_000;
const most = Number.MAX_SAFE_INTEGER;
const bounded = (value: number): number => Math.max(-most, Math.min(most, value));

/** What so many cost, as far as it can be held exactly; null beyond. */
export const costOf = (quantity: Quantity, unitCost: Money): Money | null =>
  Math.abs((quantity / piece) * unitCost) < most ? multiplyDivide(unitCost, quantity, piece) : null;
/** Of a base unit; the most that can be held where it would be more. */
export const unitCostOf = (value: Money, quantity: Quantity): Money => {
  const rough = (value / quantity) * piece;
  return Math.abs(rough) < most ? multiplyDivide(value, piece, quantity) : bounded(rough);
};

/** What a unit is worth now, by moving average; what it was worth last where there is none. */
export const currentCost = ({
  quantity,
  averageValue,
  lastCost,
}: Pick<Pool, 'quantity' | 'averageValue' | 'lastCost'>) =>
  quantity > 0 ? unitCostOf(averageValue, quantity) : lastCost;

/** Whether goods of such a worth can be kept beside what is there: amounts are exact up to 900 billion. */
export const canHold = (pool: Pool, quantity: Quantity, { average, fifo }: { average: Money; fifo: Money }): boolean =>
  [pool.averageValue + average, pool.fifoValue + fifo, (average / quantity) * piece, (fifo / quantity) * piece].every(
    (value) => Math.abs(value) < most,
  );

/** So many goods of such a value, by one method. */
export interface Stand {
  quantity: Quantity;
  value: Money;
}

/**
 * What goods are worth once others have come. What is missing already is made good first: it went at a guess, and the
 * difference to what it really costs is cost of goods sold.
 */
export function valueWith({ quantity, value }: Stand, coming: Quantity, worth: Money): Money {
  const after = quantity + coming;
  if (quantity >= 0) return value + worth;
  return after <= 0 ? multiplyDivide(value, Math.abs(after), -quantity) : multiplyDivide(worth, after, coming);
}

/** What goes when goods leave: their share; more than there are goes at a guess, per base unit. */
export function worthLeaving({ quantity, value }: Stand, leaving: Quantity, guess: Money): Money {
  const there = Math.max(0, quantity);
  const share = leaving < there ? multiplyDivide(value, leaving, there) : there > 0 ? value : 0;
  return share + guessed(Math.max(0, leaving - there), guess);
}

/** What nobody can hold is noted as nothing, like what nobody knows. */
const guessed = (missing: Quantity, guess: Money): Money => costOf(missing, guess) ?? 0;

/** Goods come in. @param came id of the movement and its day. @param worth that {@link canHold} allows. */
export function takeIn(
  pool: Pool,
  came: Pick<Layer, 'movement' | 'date'>,
  quantity: Quantity,
  worth: { average: Money; fifo: Money },
): Effect {
  const before = { ...pool };
  const after = bounded(before.quantity + quantity);
  const average = valueWith({ quantity: before.quantity, value: before.averageValue }, quantity, worth.average);
  const fifo = valueWith({ quantity: before.quantity, value: before.fifoValue }, quantity, worth.fifo);
  const remaining = Math.max(0, Math.min(quantity, after));
  pool.layers.push({
    id: null,
    ...came,
    remaining,
    remainingValue: before.quantity >= 0 ? worth.fifo : Math.max(0, fifo),
  });
  const lastCost = unitCostOf(worth.average, quantity);
  Object.assign(pool, { quantity: after, averageValue: average, fifoValue: fifo, lastCost });
  return {
    averageValue: average - before.averageValue,
    fifoValue: fifo - before.fifoValue,
    averageDifference: worth.average - (average - before.averageValue),
    fifoDifference: worth.fifo - (fifo - before.fifoValue),
  };
}

/**
 * Goods go out: the oldest first, or at the average. More than there are go at what they cost last.
 * @param options.from the layer they are known to come from, as when a receipt is taken back.
 * @param options.average what they go at by average, where they belong to an earlier day.
 */
export function takeOut(
  pool: Pool,
  quantity: Quantity,
  options: { from?: Layer | undefined; average?: Money } = {},
): Effect {
  const before = { ...pool };
  const there = Math.max(0, before.quantity);
  const guess = currentCost(before);
  const missing = Math.max(0, quantity - there);
  const average =
    options.average ?? worthLeaving({ quantity: before.quantity, value: before.averageValue }, quantity, guess);
  const consumed = consume(pool, quantity - missing, options.from);
  const fifo = consumed.value + guessed(missing, guess);
  pool.quantity = bounded(before.quantity - quantity);
  pool.averageValue = bounded(before.averageValue - average);
  pool.fifoValue = bounded(before.fifoValue - fifo);
  pool.lastCost = guess;
  return {
    averageValue: pool.averageValue - before.averageValue,
    fifoValue: pool.fifoValue - before.fifoValue,
    averageDifference: 0,
    fifoDifference: 0,
    youngest: consumed.youngest,
  };
}

function consume(pool: Pool, quantity: Quantity, from?: Layer): { value: Money; youngest: string } {
  let open = quantity;
  let value = 0;
  let youngest = '';
  for (const layer of from ? [from, ...pool.layers.filter((one) => one !== from)] : pool.layers) {
    if (open === 0) break;
    const part = Math.min(open, layer.remaining);
    const worth =
      part === layer.remaining ? layer.remainingValue : multiplyDivide(layer.remainingValue, part, layer.remaining);
    layer.remaining -= part;
    layer.remainingValue -= worth;
    open -= part;
    value += worth;
    if (part > 0 && layer.date > youngest) youngest = layer.date;
  }
  return { value: exact(value), youngest };
}

/**
 * A receipt that is taken back goes at what it came for, not at the average. Where the average cannot bear that — goods
 * have left at a cost that was wrong — the rest is worth what its layers say, and the difference is cost of goods sold.
 */
export function takeBack(pool: Pool, quantity: Quantity, worth: Money, from?: Layer): Effect {
  const before = { quantity: pool.quantity, average: pool.averageValue };
  const effect = takeOut(pool, quantity, { from });
  if (before.quantity <= 0) return effect;
  const rest = before.average - worth;
  if (quantity < before.quantity) pool.averageValue = rest >= 0 ? rest : pool.fifoValue;
  const averageValue = pool.averageValue - before.average;
  return { ...effect, averageValue, averageDifference: 0 - worth - averageValue };
}
