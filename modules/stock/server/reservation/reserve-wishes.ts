import { AppError, formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import { addToBalances } from '#kernel/server/balance.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { balance, reservation, stockErrors } from '../../contract/index.ts';
import { trackingOf } from '../ledger/move-facts.ts';
import type { Source } from '../ledger/post-movements.ts';
import { type FreePlace, holdFreePlaces } from './free-places.ts';

/** What one line of a document wants, and by when. */
export interface Wish {
  source: Source;
  sourceLine: number;
  product: number;
  quantity: Quantity;
  due: string | null;
  /** Only from there; null: from any. */
  warehouse: number | null;
}

/** A piece of stock that a wish gets. */
export type Taken = Pick<FreePlace, 'product' | 'location' | 'compartment' | 'lot'> & {
  wish: Wish;
  quantity: Quantity;
};

/** Whoever comes first is served first, each from the places in their order; nothing is written. */
export function distribute(places: readonly FreePlace[], wishes: readonly Wish[]): Taken[] {
  const byProduct = Map.groupBy(
    places.map((place) => ({ ...place })),
    ({ product }) => product,
  );
  const taken: Taken[] = [];
  for (const wish of wishes) {
    let open = wish.quantity;
    for (const place of byProduct.get(wish.product) ?? []) {
      if (open <= 0) break;
      if (wish.warehouse !== null && place.warehouse !== wish.warehouse) continue;
      const quantity = Math.min(open, place.free);
      if (quantity <= 0) continue;
      place.free -= quantity;
      open -= quantity;
      const { product, location, compartment, lot } = place;
      taken.push({ wish, product, location, compartment, lot, quantity });
    }
  }
  return taken;
}

/** How much each wish has got. */
export function gotten(wishes: readonly Wish[], taken: readonly Taken[]): Quantity[] {
  const sums = new Map<Wish, Quantity>();
  for (const { wish, quantity } of taken) sums.set(wish, (sums.get(wish) ?? 0) + quantity);
  return wishes.map((wish) => sums.get(wish) ?? 0);
}

/**
 * Reserves what is free for the wishes, as far as it goes; a constant number of statements.
 * @returns how much each wish got, in the order of the wishes.
 */
export async function reserveWishes(ctx: Ctx, wishes: readonly Wish[]): Promise<Quantity[]> {
  const taken = distribute(await holdFreePlaces(ctx, wishes), wishes);
  await keep(ctx, taken);
  return gotten(wishes, taken);
}

/** Adds to what is reserved and writes the reservations. @throws AppError 409 `stock.insufficientStock` */
export async function keep(ctx: Ctx, taken: readonly Taken[]): Promise<void> {
  if (taken.length === 0) return;
  await addReserved(ctx, taken);
  await create(
    trusted(ctx),
    reservation,
    taken.map(({ wish, product, lot, location, compartment, quantity }) => ({
      product,
      lot,
      location,
      compartment,
      quantity,
      due: wish.due,
      warehouse: wish.warehouse,
      source: wish.source.title,
      sourceResource: wish.source.resource,
      sourceId: wish.source.id,
      sourceLine: wish.sourceLine,
    })),
  );
}

/** The guard refuses what somebody else took in the meantime. */
async function addReserved(ctx: Ctx, taken: readonly Taken[]): Promise<void> {
  try {
    await addToBalances(
      ctx,
      balance,
      taken.map(({ product, lot, location, compartment, quantity }) => ({
        key: { location, product, lot: lot ?? 0, compartment: compartment ?? 0 },
        initial: { allowsNegative: 0 },
        add: { reserved: quantity },
      })),
    );
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'kernel.insufficient';
    throw isRefused ? await short(ctx, taken[0]?.product ?? 0, 0) : error;
  }
}

/** Says which product is short, and what is free of it. */
export async function short(ctx: Ctx, product: number, available: Quantity): Promise<AppError> {
  const sku = (await trackingOf(ctx, [product])).get(product)?.sku ?? String(product);
  return stockErrors.insufficientStock({ product: sku, available: formatDecimal(available, 'quantity') });
}
