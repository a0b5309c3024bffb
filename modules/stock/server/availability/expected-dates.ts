import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { availability, type WarehouseStock } from './availability.ts';

/** Goods that are there or will be, at one warehouse. */
interface Pool {
  warehouse: number | null;
  date: string;
  left: Quantity;
}
interface Waiting {
  id: number;
  product: number;
  warehouse: number | null;
  quantity: Quantity;
}

const productsAtOnce = 10_000;

/**
 * When what is asked for can be had, if everything comes as expected and the oldest date is served first.
 * @returns by id of the demand; null where what is there and expected does not suffice.
 */
export async function expectedDates(ctx: Ctx, products: readonly number[]): Promise<Map<number, string | null>> {
  const today = businessDate(ctx.app.clock());
  const levels = Map.groupBy(await availability(ctx, { products }), ({ product }) => product);
  const dates = new Map<number, string | null>();
  for (const [product, waiting] of Map.groupBy(await waitingFor(ctx, products), (one) => one.product)) {
    const pools = poolsOf(levels.get(product) ?? [], today);
    for (const one of waiting) dates.set(one.id, serve(pools, one));
  }
  return dates;
}

async function waitingFor(ctx: Ctx, products: readonly number[]): Promise<Waiting[]> {
  const found: Waiting[] = [];
  for (const part of inParts([...new Set(products)], productsAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT id, product, warehouse, quantity FROM stock_demand WHERE state = 'open' AND product IN ${marks(part.length)}
        ORDER BY due, id`,
      part,
    );
    for (const row of rows)
      found.push({
        id: Number(row.id),
        product: Number(row.product),
        warehouse: row.warehouse === null ? null : Number(row.warehouse),
        quantity: Number(row.quantity),
      });
  }
  return found;
}

/** What is free now, then what comes, in the order of the days. */
const poolsOf = (levels: readonly WarehouseStock[], today: string): Pool[] =>
  levels
    .flatMap(({ warehouse, available, incoming }) => [
      { warehouse, date: today, left: available },
      ...incoming.map(({ date, quantity }) => ({ warehouse, date, left: quantity })),
    ])
    .filter(({ left }) => left > 0)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));

/** Takes what one asks for from the earliest pools; what does not suffice is taken all the same, for later ones wait longer. */
function serve(pools: readonly Pool[], { warehouse, quantity }: Waiting): string | null {
  let open = quantity;
  for (const pool of pools) {
    if (warehouse !== null && pool.warehouse !== warehouse) continue;
    const taken = Math.min(open, pool.left);
    pool.left -= taken;
    open -= taken;
    if (open === 0) return pool.date;
  }
  return null;
}
