import type { Ctx } from '#kernel/server/ctx.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { valuationErrors } from '../contract/index.ts';

/**
 * The firm's own goods do not become somebody else's by what their place is called: consignment begins with an empty
 * place. In the transaction of the change.
 * @throws AppError 409 `valuation.placeHoldsGoods`
 */
export async function keepPlacesValued(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const ids = events.filter(({ touches }) => touches?.('purpose') ?? true).map(({ id }) => id);
  if (ids.length === 0) return;
  const rows = await ctx.db
    .selectFrom('stock_balance as b')
    .innerJoin('stock_location as l', 'l.id', 'b.location')
    .select(['l.id', 'l.code', 'l.purpose'])
    .where('b.location', 'in', ids)
    .where('b.on_hand', '!=', 0)
    .where('l.purpose', '=', 'consignment')
    .execute();
  if (rows.length === 0) return;
  const [held] = rows;
  throw valuationErrors.placeHoldsGoods({ location: String(held?.code) });
}
