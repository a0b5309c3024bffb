import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import type { VariantFacts } from '#modules/catalog/server/index.ts';
import type { GoodsCode } from '../../contract/index.ts';

const piece = 1_000_000;
const columns = ['parent_id', 'code', 'quantity'];

/** Everything that may stand on goods as a code, so that a scan is understood at the shelf, also without the network. One statement. */
export async function codesOf(
  ctx: Ctx,
  goods: ReadonlyMap<number, VariantFacts>,
): Promise<ReadonlyMap<number, GoodsCode[]>> {
  const one = (code: string): GoodsCode => ({ code, pieces: '1' });
  const found = new Map(
    [...goods].map(([id, { sku, legacySku }]) => [id, [one(sku), ...(legacySku === null ? [] : [one(legacySku)])]]),
  );
  const ids = [...goods.keys()];
  for (const { parent_id, code, quantity } of await selectByIds(
    ctx.db,
    'catalog_variant_barcodes',
    columns,
    ids,
    false,
    'parent_id',
  ))
    found
      .get(Number(parent_id))
      ?.push({ code: String(code), pieces: formatDecimal(Number(quantity) || piece, 'quantity') });
  return found;
}
