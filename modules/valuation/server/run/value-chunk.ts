import type { Draft, Money } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { insertRows, updateRows } from '#kernel/server/db/statements.ts';
import { create } from '#kernel/server/write.ts';
import { type CostSource, entry, layer } from '../../contract/index.ts';
import { type Effect, takeBack, takeIn, takeOut } from '../pool/pool.ts';
import { averagesLeaving, type DayShare, type DayStand, spread } from '../pool/spread.ts';
import { type DayBook, dayBookOf } from './day-book.ts';
import { type KnownCosts, knownCosts, type Valued } from './known-costs.ts';
import { loadPools, type StoredPool } from './load-pools.ts';
import { type Crossing, nextCrossings } from './waiting.ts';
import { worthOf } from './worth-of.ts';

/** Few enough that nobody who posts meanwhile waits long for his turn. */
const atOnce = 250;

/**
 * Values the next movements up to `through` and moves the mark on, in one transaction. The mark is locked: of two who
 * value at once the second goes on where the first has ended.
 * @param seenAt instant at which `through` was the newest movement.
 * @returns how many entries were made, and whether everything is valued now.
 */
export const valueChunk = (ctx: Ctx, through: number, seenAt: number): Promise<{ made: number; isDone: boolean }> =>
  withTransaction(trusted(ctx), async (tx) => {
    const mark = await lockMark(tx);
    const crossings = await nextCrossings(tx, mark.lastMovement, through, atOnce);
    if (crossings.length > 0) await write(tx, crossings);
    const last = crossings.length < atOnce ? Math.max(through, mark.lastMovement) : (crossings.at(-1)?.id ?? through);
    const isDone = last >= through;
    await sendStatement(
      tx.db,
      'UPDATE valuation_setting SET last_movement = ?, valued_up_to = COALESCE(?, valued_up_to) WHERE id = ?',
      [last, isDone ? seenAt : null, mark.id],
    );
    return { made: crossings.length, isDone };
  });

/** The mark, locked until the transaction ends. */
export async function lockMark(tx: Ctx): Promise<{ id: number; lastMovement: number }> {
  const alone = tx.app.engine.dialect === 'mysql' ? ' FOR UPDATE' : '';
  const { rows } = await sendStatement(
    tx.db,
    `SELECT id, last_movement FROM valuation_setting ORDER BY id LIMIT 1${alone}`,
    [],
  );
  const [row] = rows;
  if (!row) throw new Error('the settings of the valuation are missing');
  return { id: Number(row.id), lastMovement: Number(row.last_movement) };
}

async function write(tx: Ctx, crossings: readonly Crossing[]): Promise<void> {
  const pools = await loadPools(tx, crossings);
  const known = await knownCosts(tx, crossings);
  for (const [product, pool] of pools) if (pool.lastCost === 0) pool.lastCost = known.standard.get(product) ?? 0;
  const before = new Map([...pools.values()].flatMap(({ layers }) => layers).map((one) => [one.id, one.remaining]));
  const incoming = new Map<number, { crossing: Crossing; value: number }>();
  const book = await dayBookOf(tx, crossings);
  const entries = crossings.flatMap((crossing): Draft<typeof entry>[] => {
    const pool = pools.get(crossing.product);
    if (!pool) throw new Error('a pool is missing');
    const days = book.since(crossing.product, crossing.date, pool);
    const { effect, from, averages } = carry(crossing, pool, known, days);
    const worth = {
      averageValue: effect.averageValue + effect.averageDifference,
      fifoValue: effect.fifoValue + effect.fifoDifference,
    };
    known.valued.set(crossing.id, worth);
    if (crossing.isIn) incoming.set(crossing.id, { crossing, value: worth.fifoValue });
    const shares = spread(days, signed(crossing), effect, pool.lastCost, averages);
    return entriesOf(crossing, from, worth, shares, book);
  });
  await create(tx, entry, entries);
  await keepLayers(tx, pools, before, incoming);
  await keepPools(tx, pools);
}

const signed = ({ isIn, quantity }: Crossing): number => (isIn ? quantity : -quantity);

/**
 * The entry of a movement on its own day, and corrections for later days that bear more or less of it. Together the first
 * one's value and difference are what the movement is worth; what a correction adds to the value, it takes off the difference.
 */
function entriesOf(
  crossing: Crossing,
  from: CostSource,
  worth: Valued,
  shares: readonly DayShare[],
  book: DayBook,
): Draft<typeof entry>[] {
  const { id: movement, date: effectiveDate, product, kind, source } = crossing;
  return shares.map(({ date, averageValue, fifoValue }, index) => {
    const own =
      index === 0
        ? { kind: kind as 'receipt', quantity: signed(crossing), costSource: from, movement }
        : { kind: 'correction' as const, quantity: 0, costSource: 'correction' as const };
    const whole = index === 0 ? worth : { averageValue: 0, fifoValue: 0 };
    book.add(product, { date, quantity: own.quantity, averageValue, fifoValue });
    return {
      ...own,
      date,
      effectiveDate,
      product,
      source,
      averageValue,
      fifoValue,
      averageDifference: whole.averageValue - averageValue,
      fifoDifference: whole.fifoValue - fifoValue,
    };
  });
}

interface CarriedOut {
  effect: Effect;
  from: CostSource;
  /** What it changes by average on each day since its own, where that says what it is worth. */
  averages?: Money[];
}

/** What one movement does to the pool of its product. @param days as {@link spread} has them. */
function carry(crossing: Crossing, pool: StoredPool, known: KnownCosts, days: readonly DayStand[]): CarriedOut {
  if (crossing.isIn) {
    const { from, ...worth } = worthOf(crossing, pool, known);
    return { effect: takeIn(pool, { movement: crossing.id, date: crossing.date }, crossing.quantity, worth), from };
  }
  const taken = known.valued.get(crossing.reversalOf ?? 0);
  if (!taken) {
    const leaving = averagesLeaving(days, crossing.quantity, pool.lastCost);
    const effect = takeOut(pool, crossing.quantity, { average: leaving.at(-1) });
    return { effect, from: 'stock', averages: leaving.map((value) => 0 - value) };
  }
  const own = pool.layers.find(({ movement }) => movement === crossing.reversalOf);
  return { effect: takeBack(pool, crossing.quantity, taken.averageValue, own), from: 'reversal' };
}

const layerColumns = [
  'created_at',
  'updated_at',
  'date',
  'product',
  'movement',
  'source',
  'quantity',
  'value',
  'remaining',
  'remaining_value',
  'is_open',
];

async function keepLayers(
  tx: Ctx,
  pools: ReadonlyMap<number, StoredPool>,
  before: ReadonlyMap<number | null, number>,
  incoming: ReadonlyMap<number, { crossing: Crossing; value: number }>,
): Promise<void> {
  const { dialect } = tx.app.engine;
  const now = tx.app.clock();
  const all = [...pools.values()].flatMap(({ layers }) => layers);
  const fresh = all
    .filter(({ id }) => id === null)
    .sort((a, b) => a.movement - b.movement)
    .flatMap(({ movement, remaining, remainingValue }) => {
      const known = incoming.get(movement);
      if (!known) return [];
      const { date, product, source, quantity } = known.crossing;
      const isOpen = Number(remaining > 0);
      return [[now, now, date, product, movement, source, quantity, known.value, remaining, remainingValue, isOpen]];
    });
  if (fresh.length > 0) await insertRows(tx.db, dialect, 'valuation_layer', layerColumns, fresh);
  const consumed = all
    .filter(({ id, remaining }) => id !== null && before.get(id) !== remaining)
    .sort((a, b) => (a.id ?? 0) - (b.id ?? 0))
    .map(({ id, remaining, remainingValue }) => [id, remaining, remainingValue, Number(remaining > 0)]);
  await updateRows(tx.db, dialect, 'valuation_layer', ['remaining', 'remaining_value', 'is_open'], consumed);
  if (fresh.length + consumed.length > 0)
    tx.afterCommit.push(() => tx.app.changed({ resource: layer.name, ids: [], action: 'update' }));
}

async function keepPools(tx: Ctx, pools: ReadonlyMap<number, StoredPool>): Promise<void> {
  const { dialect } = tx.app.engine;
  const now = tx.app.clock();
  const cells = ({ quantity, averageValue, fifoValue, lastCost }: StoredPool) => [
    quantity,
    averageValue,
    fifoValue,
    lastCost,
  ];
  const columns = ['quantity', 'average_value', 'fifo_value', 'last_cost'];
  const fresh = [...pools].filter(([, { id }]) => id === null);
  if (fresh.length > 0)
    await insertRows(
      tx.db,
      dialect,
      'valuation_stand',
      ['created_at', 'updated_at', 'product', ...columns],
      fresh.map(([product, pool]) => [now, now, product, ...cells(pool)]),
    );
  const known = [...pools.values()].filter(({ id }) => id !== null).sort((a, b) => (a.id ?? 0) - (b.id ?? 0));
  await updateRows(
    tx.db,
    dialect,
    'valuation_stand',
    columns,
    known.map((pool) => [pool.id, ...cells(pool)]),
  );
}
