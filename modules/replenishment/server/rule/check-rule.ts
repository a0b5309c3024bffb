import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { deleteRows } from '#kernel/server/db/statements.ts';
import type { DomainEvent } from '#kernel/server/events.ts';
import type { Change } from '#kernel/server/served.ts';
import { replenishmentErrors, type rule } from '../../contract/index.ts';

/** The levels hold together. */
export function checkRule(_ctx: Ctx, changes: Change<Row<typeof rule>>[]): void {
  for (const { row, fail } of changes) {
    if (row.maximum !== null && row.maximum < row.minimum) fail('maximum', 'replenishment.maximumBelowMinimum');
    if (row.safetyStock !== null && row.safetyStock > row.minimum)
      fail('safetyStock', 'replenishment.safetyAboveMinimum');
  }
}

/**
 * A warehouse that has rules stays; asked in the transaction of its deletion.
 * @throws AppError 409 `replenishment.warehouseHasRules`
 */
export async function keepWarehouses(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const found = await ctx.db
    .selectFrom('replenishment_rule')
    .select('id')
    .where(
      'warehouse',
      'in',
      events.map(({ id }) => id),
    )
    .executeTakeFirst();
  if (found) throw replenishmentErrors.warehouseHasRules();
}

/** What was known of how it stood goes with the rule, in the transaction of its deletion. */
export async function forgetLevels(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  await deleteRows(
    ctx.db,
    'replenishment_level',
    'rule',
    events.map(({ id }) => id),
  );
}
