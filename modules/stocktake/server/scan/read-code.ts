import { formatDecimal, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { type count, type Scanned, stocktakeErrors } from '../../contract/index.ts';
import { productFacts, titlesOf } from '../review/titles.ts';

const piece = 1_000_000;

/**
 * What a scanned code means: a place (its own code, or that of a box or compartment that stands there), a product (its
 * number or a barcode, that of a package stands for several pieces) or a lot.
 * @param near product that the code is about where several have a lot of this number
 * @throws AppError 404 `stocktake.unknownCode`, `stocktake.placeNotInCount`
 */
export async function readCode(ctx: Ctx, row: Row<typeof count>, text: string, near: number | null): Promise<Scanned> {
  const code = text.trim();
  const place = await placeOf(ctx, row, code);
  if (place) return place;
  const goods = (await productOf(ctx, code)) ?? (await lotOf(ctx, code, near));
  if (!goods) throw stocktakeErrors.unknownCode({ code });
  const facts = (await productFacts(ctx, [goods.product])).get(goods.product);
  const products = await titlesOf(ctx, 'catalog.variant', [goods.product]);
  const lots = await titlesOf(ctx, 'stock.lot', [goods.lot]);
  return {
    kind: 'goods',
    product: products(goods.product),
    unit: facts?.unit ?? '',
    tracking: facts?.tracking ?? 'none',
    lot: goods.lot === null ? null : lots(goods.lot),
    pieces: formatDecimal(goods.pieces, 'quantity'),
  };
}

const first = async (ctx: Ctx, text: string, values: readonly Cell[]) =>
  (await sendStatement(ctx.db, text, values)).rows[0];

async function placeOf(ctx: Ctx, row: Row<typeof count>, code: string): Promise<Scanned | null> {
  const found = await first(
    ctx,
    `SELECT s.location, s.compartment, t.id AS place FROM (
        SELECT id AS location, 0 AS compartment FROM stock_location WHERE code = ? AND kind = 'storage'
        UNION ALL SELECT location, 0 FROM stock_box WHERE code = ?
        UNION ALL SELECT b.location, c.id FROM stock_compartment c JOIN stock_box b ON b.id = c.box
          WHERE c.code = ? AND c.state = 'active') s
      LEFT JOIN stocktake_place t ON t.location = s.location AND t.\`count\` = ? LIMIT 1`,
    [code, code, code, row.id],
  );
  if (!found) return null;
  const locations = await titlesOf(ctx, 'stock.location', [found.location]);
  const location = locations(found.location);
  if (found.place === null) throw stocktakeErrors.placeNotInCount({ location: location.title ?? code });
  const compartments = await titlesOf(ctx, 'stock.compartment', [found.compartment]);
  const compartment = Number(found.compartment) > 0 ? compartments(found.compartment) : null;
  return { kind: 'place', place: Number(found.place), location, compartment };
}

interface Goods {
  product: number;
  lot: number | null;
  pieces: number;
}

async function productOf(ctx: Ctx, code: string): Promise<Goods | null> {
  const found = await first(
    ctx,
    `SELECT id, 0 AS package FROM catalog_variant WHERE sku = ?
      UNION ALL SELECT parent_id, COALESCE(quantity, 0) FROM catalog_variant_barcodes WHERE code = ? LIMIT 1`,
    [code, code],
  );
  if (!found) return null;
  return { product: Number(found.id), lot: null, pieces: Number(found.package) || piece };
}

async function lotOf(ctx: Ctx, code: string, near: number | null): Promise<Goods | null> {
  const found = await first(
    ctx,
    `SELECT id, product FROM stock_lot WHERE number = ? ORDER BY CASE WHEN product = ? THEN 0 ELSE 1 END, id LIMIT 1`,
    [code, near ?? 0],
  );
  return found ? { product: Number(found.product), lot: Number(found.id), pieces: piece } : null;
}
