import type { Ctx } from '#kernel/server/ctx.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { valuationErrors } from '../contract/index.ts';
import { aloneWithBooks } from './run/waiting.ts';

const isTheirs = (purpose: unknown) => purpose === 'consignment';

/**
 * Goods do not change their owner by what their place is called: a place becomes one of consignment, or ceases to be one,
 * while it is empty. In the transaction of the change, after the postings under way.
 * @throws AppError 409 `valuation.placeHoldsGoods`
 */
export async function keepPlacesValued(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const renamed = new Map(
    events.filter(({ touches }) => touches?.('purpose') ?? true).map(({ id, was }) => [id, was?.('purpose')]),
  );
  if (renamed.size === 0) return;
  await aloneWithBooks(ctx);
  const rows = await ctx.db
    .selectFrom('stock_balance as b')
    .innerJoin('stock_location as l', 'l.id', 'b.location')
    .select(['l.id', 'l.code', 'l.purpose'])
    .where('b.location', 'in', [...renamed.keys()])
    .where('b.on_hand', '!=', 0)
    .execute();
  const held = rows.find(({ id, purpose }) => isTheirs(purpose) !== isTheirs(renamed.get(Number(id))));
  if (held) throw valuationErrors.placeHoldsGoods({ location: String(held.code) });
}
