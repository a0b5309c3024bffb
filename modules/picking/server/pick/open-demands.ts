import type { Ctx } from '#kernel/server/ctx.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';

export const lineKey = (order: number, line: number): string => `${order}/${line}`;

/** Ids of what lines of these orders still ask for, by {@link lineKey}. */
export async function openDemands(ctx: Ctx, orders: readonly number[]): Promise<Map<string, number>> {
  const rows = await ctx.db
    .selectFrom('stock_demand')
    .select(['id', 'source_id', 'source_line'])
    .where('source_resource', '=', salesOrder.name)
    .where('source_id', 'in', [...new Set(orders)])
    .where('state', '=', 'open')
    .execute();
  return new Map(rows.map((row) => [lineKey(Number(row.source_id), Number(row.source_line)), Number(row.id)]));
}
