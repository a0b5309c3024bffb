import { parseDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type HistoryEntry, historyOf } from '#kernel/server/history/read-history.ts';
import { rowOf } from '#kernel/server/read.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { type BasePrice, basePrices } from '../../contract/index.ts';
import type { VariantFacts } from '../answer/load-facts.ts';

export const fieldOf = (type: BasePrice) => `${type}Price` as const;

/** What was ever done to the variant, newest first. Refuses whoever may not read it. */
export async function variantHistory(ctx: Ctx, id: number): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof historyOf>> = await historyOf(ctx, ctx.app.served(variant.name), id, {
      limit: 200,
      ...(cursor && { cursor }),
    });
    entries.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return entries;
}

/** The base prices at the end of a business day: those of today, with everything taken back that was changed since. */
export async function basePricesOn(
  ctx: Ctx,
  id: number,
  day: string,
  entries: readonly HistoryEntry[],
): Promise<VariantFacts['base']> {
  const row = await rowOf(ctx, variant, id);
  const base = Object.fromEntries(basePrices.map((type) => [type, row[fieldOf(type)]])) as VariantFacts['base'];
  for (const { at, action, changes } of entries) {
    if (businessDate(Date.parse(at)) <= day) break;
    for (const type of basePrices) {
      const change = changes[fieldOf(type)];
      if (change) base[type] = typeof change.before === 'string' ? parseDecimal(change.before, 'money') : null;
      // Before it was created it had no prices, also none that were never changed.
      if (action === 'create') base[type] = null;
    }
  }
  return base;
}
