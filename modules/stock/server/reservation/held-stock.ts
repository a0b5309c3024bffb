import type { Row } from '#kernel/contract/index.ts';
import { addToBalances } from '#kernel/server/balance.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { deleteRows } from '#kernel/server/write.ts';
import { balance, demand, reservation } from '../../contract/index.ts';
import { demandsOf } from '../demand/ask-for.ts';
import { holdBoxes } from '../ledger/move-facts.ts';
import type { Source } from '../ledger/post-movements.ts';

export type HeldStock = Pick<
  Row<typeof reservation>,
  'id' | 'product' | 'lot' | 'location' | 'compartment' | 'quantity' | 'sourceLine'
>;

/**
 * What is reserved for a document, or for several of one kind, in id order.
 * @param options.lock keeps it as it is until the transaction ends: nobody gives it to another document meanwhile. To be
 *   taken after the document itself and before balances.
 */
export async function reservationsOf(
  ctx: Ctx,
  source: { resource: string; id: number | readonly number[] },
  options: { lock?: boolean } = {},
): Promise<Row<typeof reservation>[]> {
  const documents = [source.id].flat();
  if (documents.length === 0) return [];
  const found = await ctx.db
    .selectFrom('stock_reservation')
    .select(['id', 'compartment'])
    .where('source_resource', '=', source.resource)
    .where('source_id', 'in', documents)
    .execute();
  if (options.lock)
    await holdBoxes(
      ctx,
      found.map(({ compartment }) => Number(compartment)),
    );
  // Locked by id, never by the index; what has gone to another document in between is no longer meant.
  const rows = await rowsOf(
    ctx,
    reservation,
    found.map(({ id }) => Number(id)),
    options,
  );
  return rows.filter((row) => row.sourceResource === source.resource && documents.includes(row.sourceId));
}

/** Ends reservations whose stock has just been moved out; the balances were carried with the movement. */
export const consumeReservations = (ctx: Ctx, held: readonly Pick<HeldStock, 'id'>[]): Promise<void> =>
  held.length === 0
    ? Promise.resolve()
    : deleteRows(
        trusted(ctx),
        ctx.app.served(reservation.name),
        held.map(({ id }) => ({ id })),
      );

/** Gives reserved stock free again, and asks for nothing more: the document is off. */
export async function releaseReservations(ctx: Ctx, source: Pick<Source, 'resource' | 'id'>): Promise<void> {
  const { held, asked } = await everythingOf(ctx, source);
  if (asked.length > 0)
    await deleteRows(
      trusted(ctx),
      ctx.app.served(demand.name),
      asked.map((id) => ({ id })),
    );
  if (held.length === 0) return;
  await freeStock(ctx, held);
  await consumeReservations(ctx, held);
}

/**
 * What is reserved for a document and what it asks for, held. While one is waited for, the one may become the other
 * (released, allocated): it is all there once a second look finds nothing else.
 */
async function everythingOf(ctx: Ctx, source: Pick<Source, 'resource' | 'id'>) {
  for (let seen = ''; ; ) {
    const held = await reservationsOf(ctx, source, { lock: true });
    const asked = (await demandsOf(ctx, [source])).map(({ id }) => id);
    const found = `${held.map(({ id }) => id)} ${asked}`;
    const isNothing = held.length + asked.length === 0;
    // One writer: nobody is waited for.
    if (isNothing || found === seen || ctx.app.engine.dialect === 'sqlite') return { held, asked };
    seen = found;
    await rowsOf(ctx, demand, asked, { lock: true });
  }
}

/** Takes quantities off what is reserved at their places. */
export const freeStock = (ctx: Ctx, held: readonly Omit<HeldStock, 'id' | 'sourceLine'>[]): Promise<void> =>
  addToBalances(
    ctx,
    balance,
    held.map(({ product, lot, location, compartment, quantity }) => ({
      key: { location, product, lot: lot ?? 0, compartment: compartment ?? 0 },
      initial: { allowsNegative: 0 },
      add: { reserved: -quantity },
    })),
  );
