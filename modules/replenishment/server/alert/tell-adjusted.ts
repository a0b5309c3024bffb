import type { Ctx } from '#kernel/server/ctx.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import { tell } from '#modules/notification/server/index.ts';
import { stockAdjusted } from '../../contract/index.ts';

/** Somebody has corrected what the books say: whoever answers for the stock hears of it (PRD-WSR-09). */
export async function tellAdjusted(ctx: Ctx, { id }: DomainEvent): Promise<void> {
  const row = await ctx.db
    .selectFrom('stock_adjustment as a')
    .innerJoin('stock_reason as r', 'r.id', 'a.reason')
    .select(['a.number', 'r.name_de', 'r.name_en'])
    .where('a.id', '=', id)
    .executeTakeFirst();
  if (!row) return;
  const reason = {
    de: row.name_de === null ? null : String(row.name_de),
    en: row.name_en === null ? null : String(row.name_en),
  };
  const user = await ctx.db
    .selectFrom('identity_user')
    .select('display_name')
    .where('id', '=', ctx.actor.id ?? 0)
    .executeTakeFirst();
  const params = { number: String(row.number), reason, user: String(user?.display_name ?? ctx.actor.username) };
  const record = { resource: 'stock.adjustment', id };
  await tell(ctx, [{ kind: stockAdjusted, params, record }], { exceptActor: true });
}
