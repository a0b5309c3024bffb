import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import type { JobDefinition, Progress } from '#kernel/server/jobs.ts';
import { setting, valueJob } from '../../contract/index.ts';
import { valueChunk } from './value-chunk.ts';
import { newestMovement } from './waiting.ts';

/** Values every movement that has been posted by now, in short transactions. Begun again, it goes on. */
export async function valueMovements(ctx: Ctx, report?: Progress['report']): Promise<{ made: number }> {
  const { app } = ctx;
  const whole = app.systemCtx(ctx.requestId);
  const seenAt = app.clock();
  const through = await newestMovement(whole);
  const total = await waitingMovements(whole);
  let made = 0;
  for (let isDone = false; !isDone; ) {
    const chunk = await valueChunk(whole, through, seenAt);
    made += chunk.made;
    isDone = chunk.isDone;
    await report?.(Math.min(made, total), total);
    await nextTurn();
  }
  if (made > 0) app.changed({ resource: setting.name, ids: [], action: 'update' });
  return { made };
}

/** Movements that have no value yet; those within the house, which need none, count until they are looked at. */
export async function waitingMovements(ctx: Ctx): Promise<number> {
  const { rows } = await sendStatement(
    ctx.db,
    'SELECT COUNT(*) AS n FROM stock_movement WHERE id > (SELECT COALESCE(MAX(last_movement), 0) FROM valuation_setting)',
    [],
  );
  return Number(rows[0]?.n ?? 0);
}

/** On demand, and for a ledger that has grown long before anybody valued it. */
export const valuationJob: JobDefinition = {
  kind: valueJob,
  exclusive: true,
  run: (ctx, _payload, progress) => valueMovements(ctx, progress.report),
};
