import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#kernel/server/app.ts';
import { type Ctx, tables, trusted, withTransaction } from '#kernel/server/ctx.ts';
import type { JobDefinition, Progress } from '#kernel/server/jobs.ts';
import { create, update } from '#kernel/server/write.ts';
import { type RuleCode, snapshotJob } from '../../contract/index.ts';
import { countRule } from '../find/count-findings.ts';
import { visibleRules } from '../find/visible-rules.ts';
import { snapshot } from './snapshot.ts';

const today = (app: App) => new Date(app.clock()).toISOString().slice(0, 10);
const find = (ctx: Ctx, day: string) =>
  tables<{ quality_snapshot: { id: number; day: string } }>(ctx)
    .selectFrom('quality_snapshot')
    .select('id')
    .where('day', '=', day)
    .executeTakeFirst();

/** Counts everything as the system sees it and keeps it under today's date; a second one of a day replaces the first. */
export async function takeSnapshot(ctx: Ctx, report?: Progress['report']): Promise<{ day: string; open: number }> {
  const whole = trusted(ctx.app.systemCtx(ctx.requestId));
  const rules = visibleRules(whole);
  const counts: { rule: RuleCode; open: number; accepted: number }[] = [];
  for (const [index, rule] of rules.entries()) {
    const { code, open, accepted } = await countRule(whole, rule);
    counts.push({ rule: code, open, accepted });
    await report?.(index + 1, rules.length);
    await nextTurn();
  }
  const day = today(ctx.app);
  await withTransaction(whole, async (tx) => {
    const known = await find(tx, day);
    if (known) await update(tx, snapshot, [{ id: known.id, patch: { counts } }]);
    else await create(tx, snapshot, [{ day, counts }]);
  });
  return { day, open: counts.reduce((sum, { open }) => sum + open, 0) };
}

export const qualitySnapshotJob: JobDefinition = {
  kind: snapshotJob,
  exclusive: true,
  run: (ctx, _payload, progress) => takeSnapshot(ctx, progress.report),
};
