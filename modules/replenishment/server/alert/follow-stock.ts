import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { ChangedIds, TimedWork } from '#kernel/server/timed.ts';
import { balance } from '#modules/stock/contract/index.ts';
import { rule } from '../../contract/index.ts';
import { watchLevels } from './watch-levels.ts';

const idsAtOnce = 10_000;

/**
 * Looks at the levels of what moves, soon after and outside of what moved it: nobody waits for an alert, which is due within
 * two seconds (PRD-WSR-08). What another process moved, lots that expired, and what happened while this process was down are
 * found every ten minutes and at start.
 */
export const followStock: TimedWork = {
  name: 'levels',
  at: '*/10 * * * *',
  atStart: true,
  follows: { resources: [balance.name, rule.name], within: 300 },
  run: (ctx, changed) => (changed ? look(ctx, changed) : watchLevels(ctx)),
};

async function look(ctx: Ctx, changed: ChangedIds): Promise<void> {
  const products = new Set<number>();
  const add = async (text: string, ids: readonly number[] = []) => {
    for (const part of inParts(ids, idsAtOnce)) {
      const { rows } = await sendStatement(ctx.db, `${text} IN ${marks(part.length)}`, part);
      for (const row of rows) products.add(Number(row.product));
    }
  };
  await add(
    'SELECT DISTINCT b.product FROM stock_balance b JOIN replenishment_rule r ON r.product = b.product WHERE b.id',
    changed.get(balance.name),
  );
  await add('SELECT product FROM replenishment_rule WHERE id', changed.get(rule.name));
  if (products.size > 0) await watchLevels(ctx, [...products]);
}
