import { formatDecimal, multiplyDivide, type Row } from '#kernel/contract/index.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { type count, type Progress, seesExpected } from '../../contract/index.ts';
import { peopleOf } from '../place/people-of.ts';
import { seesCosts, usualCosts } from './usual-costs.ts';

const piece = 1_000_000;

/** How far a stocktake is. Four statements, two more for whom it is not blind. */
export async function progressOf(ctx: Ctx, row: Row<typeof count>): Promise<Progress> {
  const ask = async (text: string) => (await sendStatement(ctx.db, text, [row.id])).rows;
  const [places] = await ask(
    `SELECT COUNT(*) AS total, SUM(CASE WHEN state = 'done' OR (state = 'closed' AND finished_at IS NOT NULL) THEN 1 ELSE 0 END) AS done
      FROM stocktake_place WHERE \`count\` = ?`,
  );
  const [positions] = await ask(
    `SELECT COUNT(*) AS total, SUM(CASE WHEN state IN ('counted', 'recounted') THEN 1 ELSE 0 END) AS counted,
      SUM(CASE WHEN state = 'recount' THEN 1 ELSE 0 END) AS recounts FROM stocktake_position WHERE \`count\` = ?`,
  );
  const counters = await ask(
    `SELECT counted_by, COUNT(*) AS positions, COUNT(DISTINCT place) AS places, MAX(counted_at) AS last_at
      FROM stocktake_position WHERE \`count\` = ? AND counted_by IS NOT NULL GROUP BY counted_by ORDER BY positions DESC`,
  );
  const people = await peopleOf(
    ctx,
    counters.map((one) => Number(one.counted_by)),
  );
  return {
    places: Number(places?.total ?? 0),
    placesDone: Number(places?.done ?? 0),
    positions: Number(positions?.total ?? 0),
    positionsCounted: Number(positions?.counted ?? 0),
    recounts: Number(positions?.recounts ?? 0),
    counters: counters.map((one) => ({
      user: people(Number(one.counted_by)) ?? { id: Number(one.counted_by), title: null },
      places: Number(one.places),
      positions: Number(one.positions),
      lastAt: one.last_at === null ? null : new Date(Number(one.last_at)).toISOString(),
    })),
    differences: can(ctx, seesExpected) ? await differencesIn(ctx, row) : null,
  };
}

async function differencesIn(ctx: Ctx, { id }: Row<typeof count>): Promise<Progress['differences']> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT product, SUM(difference) AS difference, COUNT(*) AS positions,
      SUM(CASE WHEN difference < 0 THEN 1 ELSE 0 END) AS missing FROM stocktake_position
      WHERE \`count\` = ? AND difference <> 0 GROUP BY product`,
    [id],
  );
  const costOf = await usualCosts(
    ctx,
    rows.map((row) => Number(row.product)),
  );
  const sum = (read: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + read(row), 0);
  const missing = sum((row) => Number(row.missing));
  const positions = sum((row) => Number(row.positions));
  const value = sum((row) => multiplyDivide(costOf(Number(row.product)), Number(row.difference), piece));
  return {
    positions,
    missing,
    surplus: positions - missing,
    value: can(ctx, seesCosts) ? formatDecimal(value, 'money') : null,
  };
}
