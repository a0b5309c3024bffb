import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import type { priceList } from '../../contract/index.ts';

type List = Row<typeof priceList>;

/** For whom the list holds follows from what is named. */
export const deriveList = (row: List): Patch<typeof priceList> => ({
  audience: row.customer !== null ? 'customer' : row.priceTier !== null ? 'tier' : 'everyone',
});

export function checkList(_ctx: Ctx, changes: Change<List>[]): void {
  for (const { row, before, fail } of changes) {
    if (row.customer !== null && row.priceTier !== null) fail('priceTier', 'pricing.oneAudience');
    if (row.validFrom && row.validTo && row.validTo < row.validFrom) fail('validTo', 'pricing.endBeforeStart');
    // Its prices would mean something else from now on, also in what was said about past days.
    if (before && before.state === 'active' && before.taxIncluded !== row.taxIncluded)
      fail('taxIncluded', 'pricing.listInUse');
  }
}
