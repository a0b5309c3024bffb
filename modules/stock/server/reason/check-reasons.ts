import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { reason } from '../../contract/index.ts';

/** Whether the reason is there where one is needed, and is one of its kind. */
export async function checkReasons<R extends { reason: number | null }>(
  ctx: Ctx,
  changes: readonly Change<R>[],
  needed: (row: R) => 'adjustment' | 'scrap' | 'return' | undefined,
): Promise<void> {
  const asked = changes.filter(({ row }) => needed(row) !== undefined);
  const found = await rowsOf(
    ctx,
    reason,
    asked.flatMap(({ row }) => row.reason ?? []),
  );
  const kinds = new Map(found.map(({ id, kind }) => [id, kind]));
  for (const { before, row, fail } of asked) {
    if (row.reason === null) fail('reason', 'stock.reasonNeeded');
    // A reason may change its kind later: what was said with it stays.
    else if (before?.reason !== row.reason && kinds.has(row.reason) && kinds.get(row.reason) !== needed(row))
      fail('reason', 'stock.reasonNotFitting');
  }
}
