import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { compartment, location, lot, type StockAtLine } from '../../contract/index.ts';
import { type StockAt, stockAt } from './stock-at.ts';

/** Lines that are shown at once; whoever wants all asks by product or place. */
const mostLines = 2000;

/** What lay where at the end of a day, with names: one statement for the stock, one for each kind of name. */
export async function showStockAt(
  ctx: Ctx,
  { date, product, location: place }: { date: string; product?: number | undefined; location?: number | undefined },
): Promise<{ items: StockAtLine[]; isCut: boolean }> {
  const found = await stockAt(ctx, date, {
    ...(product !== undefined && { products: [product] }),
    ...(place !== undefined && { locations: [place] }),
  });
  const byPlace = (a: StockAt, b: StockAt) => a.location - b.location || a.product - b.product;
  const shown = found.sort(byPlace).slice(0, mostLines);
  const of = {
    product: await titlesOf(
      ctx,
      'catalog.variant',
      shown.map((line) => line.product),
    ),
    location: await titlesOf(
      ctx,
      location.name,
      shown.map((line) => line.location),
    ),
    compartment: await titlesOf(
      ctx,
      compartment.name,
      shown.map((line) => line.compartment),
    ),
    lot: await titlesOf(
      ctx,
      lot.name,
      shown.map((line) => line.lot),
    ),
  };
  return {
    items: shown.map((line) => ({
      product: of.product(line.product),
      location: of.location(line.location),
      compartment: of.compartment(line.compartment),
      lot: of.lot(line.lot),
      onHand: formatDecimal(line.onHand, 'quantity'),
    })),
    isCut: found.length > mostLines,
  };
}
