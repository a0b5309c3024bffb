import { AppError, formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import { addToBalances } from '#kernel/server/balance.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create } from '#kernel/server/write.ts';
import { balance, reservation, stockErrors } from '../../contract/index.ts';
import { type Source, skuOf } from '../ledger/post-movements.ts';

/** What a line of a document needs. */
export interface Need {
  sourceLine: number;
  product: number;
  quantity: Quantity;
}
interface Place {
  location: number;
  product: number;
  free: Quantity;
}

/** Free stock at sellable places, default places first; the balances are locked in id order until the transaction ends. */
async function freePlaces(ctx: Ctx, products: readonly number[]): Promise<Place[]> {
  const places = await ctx.db
    .selectFrom('stock_location')
    .select(['id', 'is_default'])
    .where('kind', '=', 'storage')
    .where('is_sellable', '=', 1)
    .execute();
  if (places.length === 0) return [];
  const isDefault = new Map(places.map((row) => [Number(row.id), row.is_default === 1]));
  const found = await ctx.db
    .selectFrom('stock_balance')
    .select('id')
    .where('product', 'in', [...new Set(products)])
    .where('location', 'in', [...isDefault.keys()])
    .execute();
  // Found first, then locked by id: an index would be locked in its own order, and two orders could meet crosswise.
  const ids = found.map(({ id }) => Number(id));
  const balances = await rowsOf(ctx, balance, ids, { lock: true });
  return balances
    .map(({ location, product, onHand, reserved }) => ({ location, product, free: onHand - reserved }))
    .sort((a, b) => Number(isDefault.get(b.location)) - Number(isDefault.get(a.location)));
}

/**
 * Reserves stock for the lines of a document, all or nothing.
 * @throws AppError 409 `stock.insufficientStock` with the first product that is short and what is free of it.
 */
export async function reserveStock(ctx: Ctx, source: Source, needs: readonly Need[]): Promise<void> {
  if (needs.length === 0) return;
  const places = await freePlaces(
    ctx,
    needs.map(({ product }) => product),
  );
  const reservations: { need: Need; location: number; quantity: Quantity }[] = [];
  for (const need of needs) {
    let open = need.quantity;
    const free = places.filter(({ product }) => product === need.product);
    const available = free.reduce((sum, place) => sum + place.free, 0);
    if (available < open)
      throw stockErrors.insufficientStock({
        product: await skuOf(ctx, need.product),
        available: formatDecimal(available, 'quantity'),
      });
    for (const place of free) {
      const quantity = Math.min(open, place.free);
      if (quantity <= 0) continue;
      place.free -= quantity;
      open -= quantity;
      reservations.push({ need, location: place.location, quantity });
    }
  }
  await addReserved(
    ctx,
    reservations.map(({ need, location, quantity }) => ({ product: need.product, location, quantity })),
  );
  await create(
    trusted(ctx),
    reservation,
    reservations.map(({ need, location, quantity }) => ({
      product: need.product,
      location,
      quantity,
      source: source.title,
      sourceResource: source.resource,
      sourceId: source.id,
      sourceLine: need.sourceLine,
    })),
  );
}

/** Adds to what is reserved at places; the guard refuses what somebody else took in the meantime. */
async function addReserved(
  ctx: Ctx,
  changes: readonly { product: number; location: number; quantity: Quantity }[],
): Promise<void> {
  try {
    await addToBalances(
      ctx,
      balance,
      changes.map(({ product, location, quantity }) => ({
        key: { location, product },
        initial: { allowsNegative: 0 },
        add: { reserved: quantity },
      })),
    );
  } catch (error) {
    const refused = error instanceof AppError && error.code === 'kernel.insufficient';
    throw refused
      ? stockErrors.insufficientStock({ product: await skuOf(ctx, changes[0]?.product ?? 0), available: '0' })
      : error;
  }
}
