import type { Money } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';

const askedAtOnce = 10_000;

/**
 * What a base unit of variants is taken to cost where no paper says it: by the bill of materials, else the purchase
 * price; absent where neither is known. One statement for up to ten thousand.
 */
export async function usualCosts(ctx: Ctx, variants: Iterable<number>): Promise<Map<number, Money>> {
  const costs = new Map<number, Money>();
  for (const part of inParts([...new Set(variants)], askedAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT v.id, COALESCE(c.unit_cost, v.purchase_price) AS cost FROM catalog_variant v
        LEFT JOIN bom_cost c ON c.variant = v.id
        WHERE v.id IN ${marks(part.length)} AND COALESCE(c.unit_cost, v.purchase_price) IS NOT NULL`,
      part,
    );
    for (const { id, cost } of rows) costs.set(Number(id), Number(cost));
  }
  return costs;
}
