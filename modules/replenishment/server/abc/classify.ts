import { multiplyDivide } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { insertRows } from '#kernel/server/db/statements.ts';
import type { JobDefinition } from '#kernel/server/jobs.ts';
import { usualCosts } from '#modules/bom/server/index.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { type AbcClass, abcClass, classifyJob } from '../../contract/index.ts';
import { usageOf, usageSince } from './usage.ts';

const piece = 1_000_000;
const year = 365;
const whole = 1_000_000;
/** Share of the value, in ten-thousandths of a percent, up to which a product is in the class. */
const limits: readonly [AbcClass, number][] = [
  ['A', 800_000],
  ['B', 950_000],
];

/** The class of a product whose predecessors in the ranking already make up `before` of the whole. */
const classOf = (value: number, before: number): AbcClass =>
  value <= 0 ? 'C' : (limits.find(([, limit]) => before < limit)?.[0] ?? 'C');

const columns = ['created_at', 'updated_at', 'product', 'class', 'rank', 'quantity', 'value', 'share', 'computed_on'];

/** Ranks the products by the value of what has left within a year, and keeps the classes in place of those of before. */
export async function classify(ctx: Ctx): Promise<{ products: number }> {
  const { app } = ctx;
  const today = businessDate(app.clock());
  return withTransaction(trusted(app.systemCtx(ctx.requestId)), async (tx) => {
    const usage = Map.groupBy(await usageSince(tx, addDays(today, -year)), ({ product }) => product);
    const ranked = (await stockedProducts(tx))
      .map(({ product, cost }) => {
        const quantity = Math.max(0, usageOf(usage, product));
        return { product, quantity, value: multiplyDivide(cost, quantity, piece) };
      })
      .sort((a, b) => b.value - a.value || a.product - b.product);
    const total = ranked.reduce((sum, { value }) => sum + value, 0);
    const shareOf = (value: number) => (total === 0 ? 0 : Math.round((value / total) * whole));
    const now = app.clock();
    let before = 0;
    const rows = ranked.map(({ product, quantity, value }, index) => {
      const cells = [product, classOf(value, shareOf(before)), index + 1, quantity, value, shareOf(value), today];
      before += value;
      return [now, now, ...cells];
    });
    await tx.db.deleteFrom('replenishment_abc_class').execute();
    if (rows.length > 0) await insertRows(tx.db, app.engine.dialect, 'replenishment_abc_class', columns, rows);
    tx.afterCommit.push(() => app.changed({ resource: abcClass.name, ids: [], action: 'update' }));
    return { products: rows.length };
  });
}

/** Products that are or were kept in stock, with what a unit of them usually costs, or is sold for where nobody knows. */
async function stockedProducts(ctx: Ctx): Promise<{ product: number; cost: number }[]> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT v.id, COALESCE(v.retail_price, 0) AS price FROM catalog_variant v
      WHERE EXISTS (SELECT 1 FROM stock_balance b WHERE b.product = v.id)`,
    [],
  );
  const costs = await usualCosts(
    ctx,
    rows.map(({ id }) => Number(id)),
  );
  return rows.map(({ id, price }) => ({ product: Number(id), cost: costs.get(Number(id)) ?? Number(price) }));
}

export const classification: JobDefinition = { kind: classifyJob, exclusive: true, run: (ctx) => classify(ctx) };
