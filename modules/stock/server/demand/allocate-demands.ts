import type { Patch, Quantity, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { demand } from '../../contract/index.ts';
import { fitLot, sellablePlace } from '../reservation/free-places.ts';
import { reserveWishes, short, type Wish } from '../reservation/reserve-wishes.ts';
import { coveredBy } from './covered-by.ts';

type Demand = Row<typeof demand>;

export const wishOf = (row: Demand): Wish => ({
  source: { resource: row.sourceResource, id: row.sourceId, title: row.source },
  sourceLine: row.sourceLine,
  product: row.product,
  quantity: row.quantity,
  due: row.due,
  warehouse: row.warehouse,
});

/** Reserves by the rule what is there for one demand. @throws AppError 409 `stock.insufficientStock` when nothing is */
export async function allocateDemand(ctx: Ctx, row: Demand): Promise<Patch<typeof demand>> {
  const [got = 0] = await reserveWishes(ctx, [wishOf(row)]);
  if (got === 0) throw await short(ctx, row.product, 0);
  return coveredBy(row, got);
}

export interface Allocated {
  /** Lines that have got something. */
  lines: number;
  /** Lines that have got everything. */
  covered: number;
}

const atOnce = 500;

/**
 * Reserves by the rule what is there for all who wait, the oldest date first; one transaction for some hundred of them.
 * @param products of these alone; all where absent.
 */
export async function allocateDemands(ctx: Ctx, products?: readonly number[]): Promise<Allocated> {
  const done: Allocated = { lines: 0, covered: 0 };
  let after: Position = { due: '', id: 0 };
  for (;;) {
    const waiting = await waitingDemands(ctx, after, products);
    const last = waiting.at(-1);
    if (!last) return done;
    after = last;
    const part = await withTransaction(ctx, (tx) =>
      allocateOpen(
        tx,
        waiting.map(({ id }) => id),
      ),
    );
    done.lines += part.lines;
    done.covered += part.covered;
  }
}

interface Position {
  due: string;
  id: number;
}

/** Those of whose product anything is free, the oldest date first. */
async function waitingDemands(ctx: Ctx, after: Position, products?: readonly number[]): Promise<Position[]> {
  const parameters: Cell[] = [after.due, after.due, after.id, ...(products ?? []), businessDate(ctx.app.clock())];
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT d.id, d.due FROM stock_demand d WHERE d.state = 'open' AND (d.due > ? OR (d.due = ? AND d.id > ?))
      ${products ? `AND d.product IN ${marks(products.length)}` : ''}
      AND EXISTS (SELECT 1 FROM stock_balance b JOIN stock_location l ON l.id = b.location LEFT JOIN stock_lot t ON t.id = b.lot
        WHERE b.product = d.product AND b.on_hand > b.reserved AND ${sellablePlace} AND ${fitLot})
      ORDER BY d.due, d.id LIMIT ${atOnce}`,
    parameters,
  );
  return rows.map((row) => ({ id: Number(row.id), due: String(row.due) }));
}

/** Reserves by the rule what is there for those of these that still wait, the oldest date first. */
export async function allocateOpen(ctx: Ctx, ids: readonly number[]): Promise<Allocated> {
  const rows = (await rowsOf(ctx, demand, ids, { lock: true }))
    .filter(({ state }) => state === 'open')
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id - b.id));
  if (rows.length === 0) return { lines: 0, covered: 0 };
  const got = await reserveWishes(ctx, rows.map(wishOf));
  const updates = rows
    .map((row, index) => ({ id: row.id, patch: coveredBy(row, got[index] ?? 0), got: got[index] ?? 0 }))
    .filter((one): one is typeof one & { got: Quantity } => one.got > 0);
  if (updates.length > 0) await update(trusted(ctx), demand, updates);
  return { lines: updates.length, covered: updates.filter(({ patch }) => patch.state === 'covered').length };
}
