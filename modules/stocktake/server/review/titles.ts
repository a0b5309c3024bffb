import type { Reference } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { referenceTitles } from '#kernel/server/references.ts';

export type Titles = (id: unknown) => Reference;

/** Titles of records as the reader may see them. */
export async function titlesOf(ctx: Ctx, resource: string, ids: readonly unknown[]): Promise<Titles> {
  const wanted = [...new Set(ids.map((id) => Number(id ?? 0)))].filter((id) => id > 0);
  const found = await referenceTitles(ctx, ctx.app.served(resource), wanted);
  return (id) => found.get(Number(id)) ?? { id: Number(id), title: null };
}

/** People by name: whoever counts may know who else does, without a right to look at users. */
export async function peopleOf(ctx: Ctx, ids: readonly unknown[]): Promise<Titles> {
  const wanted = [...new Set(ids.map((id) => Number(id ?? 0)))].filter((id) => id > 0);
  const found = new Map<number, Reference>();
  for (const part of inParts(wanted, 10_000)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT id, username, display_name FROM identity_user WHERE id IN ${marks(part.length)}`,
      part,
    );
    for (const row of rows)
      found.set(Number(row.id), { id: Number(row.id), title: String(row.display_name ?? row.username) });
  }
  return (id) => found.get(Number(id)) ?? { id: Number(id), title: null };
}

export interface ProductFacts {
  unit: string;
  tracking: 'none' | 'lot' | 'serial';
  /** Ten-thousandths, for one unit. */
  cost: number;
}

/** Unit, tracking and what a unit usually costs. */
export async function productFacts(ctx: Ctx, products: readonly number[]): Promise<Map<number, ProductFacts>> {
  const facts = new Map<number, ProductFacts>();
  for (const part of inParts([...new Set(products)], 10_000)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT v.id, COALESCE(v.tracking, p.tracking, 'none') AS tracking, u.code, u.symbol_${ctx.language} AS symbol,
        COALESCE(c.unit_cost, v.purchase_price, 0) AS cost
        FROM catalog_variant v JOIN org_unit u ON u.id = COALESCE(v.unit, 0) LEFT JOIN catalog_product p ON p.id = v.product
        LEFT JOIN bom_cost c ON c.variant = v.id WHERE v.id IN ${marks(part.length)}`,
      part,
    );
    for (const row of rows)
      facts.set(Number(row.id), {
        unit: String(row.symbol ?? row.code),
        tracking: String(row.tracking) as ProductFacts['tracking'],
        cost: Number(row.cost),
      });
  }
  return facts;
}
