import { sql } from 'kysely';
import type { Ctx } from '#kernel/server/ctx.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import type { Rule } from '../rules/rule.ts';
import { fromRule } from './rule-statement.ts';

/** Ids in one statement; engines bound their parameters. */
const atOnce = 5000;

/** Those of the given records that the rule finds, accepted ones too. */
export async function foundAmong(ctx: Ctx, rule: Rule, ids: readonly number[]): Promise<number[]> {
  const found: number[] = [];
  for (const some of inParts(ids, atOnce)) {
    const { rows } = await sql<{ id: number }>`SELECT s.id ${fromRule(ctx, rule, 'all')} AND s.id IN (${sql.join(some)})
      ORDER BY s.id`.execute(ctx.db);
    found.push(...rows.map(({ id }) => Number(id)));
  }
  return found;
}
