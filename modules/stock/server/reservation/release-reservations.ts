import { addToBalances } from '#kernel/server/balance.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { deleteRows } from '#kernel/server/write.ts';
import { balance, reservation } from '../../contract/index.ts';
import type { Source } from '../ledger/post-movements.ts';

export interface HeldStock {
  id: number;
  product: number;
  location: number;
  quantity: number;
  sourceLine: number;
}

/** What is reserved for a document, in id order. */
export async function reservationsOf(ctx: Ctx, source: Pick<Source, 'resource' | 'id'>): Promise<HeldStock[]> {
  const rows = await ctx.db
    .selectFrom('stock_reservation')
    .select(['id', 'product', 'location', 'quantity', 'source_line'])
    .where('source_resource', '=', source.resource)
    .where('source_id', '=', source.id)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: Number(row.id),
    product: Number(row.product),
    location: Number(row.location),
    quantity: Number(row.quantity),
    sourceLine: Number(row.source_line),
  }));
}

/** Ends reservations whose stock has just been moved out; the balances were carried with the movement. */
export const consumeReservations = (ctx: Ctx, held: readonly HeldStock[]): Promise<void> =>
  held.length === 0
    ? Promise.resolve()
    : deleteRows(
        trusted(ctx),
        ctx.app.served(reservation.name),
        held.map(({ id }) => ({ id })),
      );

/** Gives reserved stock free again. */
export async function releaseReservations(ctx: Ctx, source: Pick<Source, 'resource' | 'id'>): Promise<void> {
  const held = await reservationsOf(ctx, source);
  if (held.length === 0) return;
  await addToBalances(
    ctx,
    balance,
    held.map(({ product, location, quantity }) => ({
      key: { location, product },
      initial: { allowsNegative: 0 },
      add: { reserved: -quantity },
    })),
  );
  await consumeReservations(ctx, held);
}
