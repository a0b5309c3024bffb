import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import type { salesOrder } from '../../contract/index.ts';

export function checkOrder(_ctx: Ctx, changes: Change<Row<typeof salesOrder>>[]): void {
  for (const { row, fail } of changes) {
    if (row.requestedOn && row.date && row.requestedOn < row.date) fail('requestedOn', 'sales.requestedBeforeOrder');
  }
}
