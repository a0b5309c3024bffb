import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import type { location } from '../../contract/index.ts';

/** Real places stand in a warehouse. */
export function checkLocation(_ctx: Ctx, changes: Change<Row<typeof location>>[]): void {
  for (const { row, fail } of changes)
    if (row.kind === 'storage' && row.warehouse === null) fail('warehouse', 'stock.storageNeedsWarehouse');
}
