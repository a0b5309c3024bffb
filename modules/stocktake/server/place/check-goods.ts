import type { Quantity } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { create } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { box, compartment, lot, stockErrors } from '#modules/stock/contract/index.ts';
import { lotByNumber, trackingOf } from '#modules/stock/server/index.ts';
import { stocktakeErrors } from '../../contract/index.ts';
import type { Goods } from './books-at.ts';

const piece = 1_000_000;

/**
 * Whether such goods can lie at a place at all; a lot that nobody knew comes into being where its number is given.
 * @throws AppError `stock.lotNeeded`, `.lotNotAllowed`, `.lotOfOtherProduct`, `.serialIsOnePiece`, `.compartmentElsewhere`,
 *   `.compartmentHoldsOther`, 409 `stocktake.lotExists`,
 *   422 `stocktake.lotNamedTwice`
 */
export async function checkGoods(
  ctx: Ctx,
  location: number,
  goods: Goods & { quantity: Quantity; newLot: string | null },
): Promise<Goods> {
  const { product, quantity, newLot } = goods;
  if (goods.lot !== null && newLot !== null) throw stocktakeErrors.lotNamedTwice({ lot: newLot });
  const tracked = (await trackingOf(ctx, [product])).get(product);
  const sku = tracked?.sku ?? (await rowOf(ctx, variant, product)).sku;
  const tracking = tracked?.tracking ?? 'none';
  if (tracking === 'none' && (goods.lot !== null || newLot !== null)) throw stockErrors.lotNotAllowed({ product: sku });
  if (tracking !== 'none' && goods.lot === null && newLot === null) throw stockErrors.lotNeeded({ product: sku });
  if (goods.compartment !== null) await checkCompartment(ctx, location, goods.compartment, product);
  const found = goods.lot === null ? null : await rowOf(ctx, lot, goods.lot);
  if (found && found.product !== product) throw stockErrors.lotOfOtherProduct({ lot: found.number, product: sku });
  if (tracking === 'serial' && quantity !== 0 && quantity !== piece)
    throw stockErrors.serialIsOnePiece({ lot: found?.number ?? newLot });
  return {
    product,
    compartment: goods.compartment,
    lot: found?.id ?? (newLot === null ? null : await createLot(ctx, product, newLot)),
  };
}

async function checkCompartment(ctx: Ctx, location: number, id: number, product: number): Promise<void> {
  const found = await rowOf(ctx, compartment, id);
  const { location: standing, code, isActive } = await rowOf(ctx, box, found.box);
  if (!isActive) throw stockErrors.boxOutOfUse({ box: code });
  if (standing !== location || found.state !== 'active')
    throw stockErrors.compartmentElsewhere({ compartment: found.code });
  if (found.product !== null && found.product !== product)
    throw stockErrors.compartmentHoldsOther({ compartment: found.code });
}

async function createLot(ctx: Ctx, product: number, number: string): Promise<number> {
  if ((await lotByNumber(ctx, product, number)) !== null) throw stocktakeErrors.lotExists({ lot: number });
  const [made] = await create(trusted(ctx), lot, [{ product, number }]);
  return made?.id ?? 0;
}
