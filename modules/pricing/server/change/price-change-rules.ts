import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import type { priceChange } from '../../contract/index.ts';

/** What a rule needs is there, and a base price of a day to come has a list to stand in. */
export function checkPriceChange(_ctx: Ctx, changes: Change<Row<typeof priceChange>>[]): void {
  for (const { row, fail } of changes) {
    if (row.rule === 'percent' && row.percent === null) fail('percent', 'pricing.ruleNeedsPercent');
    if (row.rule !== 'percent' && row.amount === null) fail('amount', 'pricing.ruleNeedsAmount');
    if (row.rule === 'set' && (row.amount ?? 0) < 0) fail('amount', 'kernel.tooSmall', { min: 0 });
    if (row.source === 'list' && row.sourceList === null) fail('sourceList', 'pricing.sourceListMissing');
    if (row.source !== 'list' && row.validFrom !== null && row.targetList === null)
      fail('targetList', 'pricing.targetListMissing');
  }
}
