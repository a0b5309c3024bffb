import { exact, type Money, multiplyDivide, type Quantity } from '#kernel/contract/index.ts';

/** Goods that came in at one cost. */
export interface Layer {
  /** Null until it is stored. */
  id: number | null;
  movement: number;
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
}

const piece = 1_000_000;

export const costOf = (quantity: Quantity, unitCost: Money): Money => multiplyDivide(unitCost, quantity, piece);
export const unitCostOf = (value: Money, quantity: Quantity): Money => multiplyDivide(value, piece, quantity);

/** What a unit is worth now, by moving average; what it was worth last where there is none. */
export const currentCost = ({ quantity, averageValue, lastCost }: Pool): Money =>
  quantity > 0 ? unitCostOf(averageValue, quantity) : lastCost;

/**
 * Goods come in. What is missing already is made good first: it went at a guess, and the difference to what it really
 * costs is cost of goods sold.
 */
export function takeIn(
  pool: Pool,
  movement: number,
  quantity: Quantity,
  worth: { average: Money; fifo: Money },
): Effect {
  const after = exact(pool.quantity + quantity);
  const valueAfter = (before: Money, added: Money) => {
    if (pool.quantity >= 0) return exact(before + added);
    if (after <= 0) return multiplyDivide(before, -after, -pool.quantity);
    return multiplyDivide(added, after, quantity);
  };
  const average = valueAfter(pool.averageValue, worth.average);
  const fifo = valueAfter(pool.fifoValue, worth.fifo);
  const effect: Effect = {
    averageValue: average - pool.averageValue,
    fifoValue: fifo - pool.fifoValue,
    averageDifference: worth.average - (average - pool.averageValue),
    fifoDifference: worth.fifo - (fifo - pool.fifoValue),
  };
  const remaining = Math.max(0, Math.min(quantity, after));
  pool.layers.push({
    id: null,
    movement,
    remaining,
    remainingValue: pool.quantity >= 0 ? worth.fifo : Math.max(0, fifo),
  });
  Object.assign(pool, { quantity: after, averageValue: average, fifoValue: fifo });
  pool.lastCost = unitCostOf(worth.average, quantity);
  return effect;
}

/**
 * Goods go out: the oldest first, or at the average. More than there are go at what they cost last.
 * @param from the layer they are known to come from, as when a receipt is taken back.
 */
export function takeOut(pool: Pool, quantity: Quantity, from?: Layer): Effect {
  const there = Math.max(0, pool.quantity);
  const guess = currentCost(pool);
  const missing = Math.max(0, quantity - there);
  const shareOf = (value: Money) => (quantity >= there ? value : multiplyDivide(value, quantity, there));
  const average = (there > 0 ? shareOf(pool.averageValue) : 0) + costOf(missing, guess);
  const fifo = consume(pool, quantity - missing, from) + costOf(missing, guess);
  pool.quantity = exact(pool.quantity - quantity);
  pool.averageValue = exact(pool.averageValue - average);
  pool.fifoValue = exact(pool.fifoValue - fifo);
  pool.lastCost = guess;
  return { averageValue: 0 - average, fifoValue: 0 - fifo, averageDifference: 0, fifoDifference: 0 };
}

function consume(pool: Pool, quantity: Quantity, from?: Layer): Money {
  let open = quantity;
  let value = 0;
  for (const layer of from ? [from, ...pool.layers.filter((one) => one !== from)] : pool.layers) {
    if (open === 0) break;
    const part = Math.min(open, layer.remaining);
    const worth =
      part === layer.remaining ? layer.remainingValue : multiplyDivide(layer.remainingValue, part, layer.remaining);
    layer.remaining -= part;
    layer.remainingValue -= worth;
    open -= part;
    value += worth;
  }
  return exact(value);
}

/**
 * A receipt that is taken back goes at what it came for, not at the average. Where the average cannot bear that — goods
 * have left at a cost that was wrong — the rest is worth what its layers say, and the difference is cost of goods sold.
 */
export function takeBack(pool: Pool, quantity: Quantity, worth: Money, from?: Layer): Effect {
  const before = { quantity: pool.quantity, average: pool.averageValue };
  const effect = takeOut(pool, quantity, from);
  if (before.quantity <= 0) return effect;
  const rest = before.average - worth;
  if (quantity < before.quantity) pool.averageValue = rest >= 0 ? rest : pool.fifoValue;
  const averageValue = pool.averageValue - before.average;
  return { ...effect, averageValue, averageDifference: 0 - worth - averageValue };
}
