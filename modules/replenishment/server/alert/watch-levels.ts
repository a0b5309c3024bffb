import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { insertMissing } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { update } from '#kernel/server/write.ts';
import { availability } from '#modules/stock/server/index.ts';
import { type LevelState, levelStates } from '../../contract/index.ts';
import { activeRules, standingOf, stateOf, type Wanted } from '../rule/rules.ts';
import { level } from './level.ts';
import { type Crossing, tellCrossings } from './tell-crossings.ts';

const rulesAtOnce = 1_000;

/**
 * Looks how it stands with the rules (of these products; absent: all) and tells of every limit that was crossed
 * downwards, once: the levels are locked, so of two who look at once the second finds nothing new. A rule that is looked
 * at for the first time says nothing; who made it sees what is short.
 * @returns how many crossings were told.
 */
export async function watchLevels(ctx: Ctx, products?: readonly number[]): Promise<number> {
  const whole = trusted(ctx.app.systemCtx(ctx.requestId));
  const rules = await activeRules(whole, products);
  let told = 0;
  for (let start = 0; start < rules.length; start += rulesAtOnce)
    told += await watch(whole, rules.slice(start, start + rulesAtOnce));
  return told;
}

const watch = (ctx: Ctx, rules: readonly Wanted[]): Promise<number> =>
  withTransaction(ctx, async (tx) => {
    const levels = await lockLevels(tx, rules);
    const stock = Map.groupBy(
      await availability(tx, { products: rules.map(({ product }) => product) }),
      ({ product }) => product,
    );
    const changed: { id: number; patch: { standing: LevelState } }[] = [];
    const crossings: Crossing[] = [];
    for (const rule of rules) {
      const known = levels.get(rule.id ?? 0);
      if (!known) continue;
      const { available } = standingOf(rule, stock);
      const standing = stateOf(rule, available);
      if (known.standing === standing) continue;
      changed.push({ id: known.id, patch: { standing } });
      if (known.standing !== null && severity(standing) > severity(known.standing))
        crossings.push({ rule, standing, available });
    }
    await update(tx, level, changed);
    await tellCrossings(tx, crossings);
    return crossings.length;
  });

const severity = (state: LevelState): number => levelStates.indexOf(state);

async function lockLevels(tx: Ctx, rules: readonly Wanted[]) {
  const ids = rules.flatMap(({ id }) => id ?? []);
  const find = () => tx.db.selectFrom('replenishment_level').select(['id', 'rule']).where('rule', 'in', ids).execute();
  let found = await find();
  const known = new Set(found.map((row) => Number(row.rule)));
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length > 0) {
    const now = tx.app.clock();
    const rows = missing.map((id) => [id, now, now]);
    await insertMissing(
      tx.db,
      tx.app.engine.dialect,
      'replenishment_level',
      ['rule', 'created_at', 'updated_at'],
      rows,
    );
    found = await find();
  }
  const rows = await rowsOf(
    tx,
    level,
    found.map(({ id }) => Number(id)),
    { lock: true },
  );
  return new Map(rows.map((row) => [row.rule, row]));
}
