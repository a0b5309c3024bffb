import { translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { unit } from '#modules/org/contract/index.ts';

/** What somebody at the shelf has to know of a product. */
export interface ProductFacts {
  sku: string;
  legacySku: string | null;
  unit: string | null;
  /** Grams of one piece; null: nobody has entered it. */
  pieceWeight: number | null;
  /** What may stand on it as a code. */
  codes: string[];
}

const gramsIn: Readonly<Record<string, number>> = { g: 1, kg: 1000, t: 1_000_000, oz: 28.349523125, lb: 453.59237 };
const askedAtOnce = 5000;
const micro = 1_000_000;

/** Three statements, for any number of products up to some thousand. */
export async function productFacts(ctx: Ctx, products: Iterable<number>): Promise<Map<number, ProductFacts>> {
  const found = new Map<number, ProductFacts>();
  for (const part of inParts([...new Set(products)], askedAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT v.id, v.sku, v.legacy_sku, v.unit, COALESCE(v.weight, p.weight) AS weight,
          COALESCE(v.weight_unit, p.weight_unit) AS weight_unit
        FROM catalog_variant v LEFT JOIN catalog_product p ON p.id = v.product
        WHERE v.id IN ${marks(part.length)}`,
      part,
    );
    const units = await rowsOf(ctx, unit, [...new Set(rows.flatMap((row) => (row.unit ? [Number(row.unit)] : [])))]);
    const symbols = new Map(units.map((one) => [one.id, translate(one.symbol, ctx.language) ?? one.code]));
    for (const row of rows) {
      const legacySku = row.legacy_sku === null ? null : String(row.legacy_sku);
      const weight = Number(row.weight ?? 0) / micro;
      found.set(Number(row.id), {
        sku: String(row.sku),
        legacySku,
        unit: symbols.get(Number(row.unit)) ?? null,
        pieceWeight: weight > 0 ? weight * (gramsIn[String(row.weight_unit ?? 'g')] ?? 1) : null,
        codes: [String(row.sku), ...(legacySku ? [legacySku] : [])],
      });
    }
    const barcodes = await sendStatement(
      ctx.db,
      `SELECT parent_id, code, quantity FROM catalog_variant_barcodes WHERE parent_id IN ${marks(part.length)}`,
      part,
    );
    // The code of a carton names more than the one piece that is in the hand.
    for (const row of barcodes.rows)
      if (row.quantity === null || Number(row.quantity) === micro)
        found.get(Number(row.parent_id))?.codes.push(String(row.code));
  }
  return found;
}
