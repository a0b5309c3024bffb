import type { Money } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';

/** Who may see what goods cost. */
export const seesCosts = 'catalog.variant:purchasePrice';

const askedAtOnce = 10_000;

/** What a unit of each product usually costs: to make, else to buy; nothing where nobody knows. */
export async function usualCosts(ctx: Ctx, products: readonly number[]): Promise<(product: number) => Money> {
  const costs = new Map<number, Money>();
  for (const part of inParts([...new Set(products)], askedAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT v.id, COALESCE(c.unit_cost, v.purchase_price, 0) AS cost FROM catalog_variant v
        LEFT JOIN bom_cost c ON c.variant = v.id WHERE v.id IN ${marks(part.length)}`,
      part,
    );
    for (const row of rows) costs.set(Number(row.id), Number(row.cost));
  }
  return (product) => costs.get(product) ?? 0;
}
