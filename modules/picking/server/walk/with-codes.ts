import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import type { VariantFacts } from '#modules/catalog/server/index.ts';

/** What somebody at the shelf has to know of goods, with everything that may stand on them as a code. */
export type Coded<T extends VariantFacts = VariantFacts> = T & { codes: string[] };

const barcodeColumns = ['parent_id', 'code', 'quantity'];
const piece = 1_000_000;

/** Numbers and barcodes of goods; one statement. */
export async function withCodes<T extends VariantFacts>(
  ctx: Ctx,
  goods: ReadonlyMap<number, T>,
): Promise<Map<number, Coded<T>>> {
  const found = new Map(
    [...goods].map(([id, own]) => [id, { ...own, codes: [own.sku, ...(own.legacySku ? [own.legacySku] : [])] }]),
  );
  const ids = [...goods.keys()];
  const barcodes = await selectByIds(ctx.db, 'catalog_variant_barcodes', barcodeColumns, ids, false, 'parent_id');
  // The code of a carton names more than the one piece that is in the hand.
  for (const { parent_id, code, quantity } of barcodes)
    if (quantity === null || Number(quantity) === piece) found.get(Number(parent_id))?.codes.push(String(code));
  return found;
}
