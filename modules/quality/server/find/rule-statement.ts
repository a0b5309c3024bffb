import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Ctx } from '#kernel/server/ctx.ts';
import { businessDate } from '#modules/org/server/index.ts';
import type { Rule } from '../rules/rule.ts';

/** All records a rule finds, or those that nobody accepted, or those that somebody did. */
export type Shown = 'all' | 'open' | 'accepted';

/** What an actor sees of a rule's subject: everything, nothing, or the rows of his scope. */
export const scopeOf = (ctx: Ctx, rule: Rule) =>
  (ctx.trusted ? true : ctx.app.served(rule.subject).behaviour.scope?.(ctx)) ?? true;

/**
 * `FROM … WHERE …` of a rule for this actor; `s` is the record, `a` its acceptance. The one place where a rule becomes a
 * statement, so that counts, lists, fixes and snapshots mean the same records.
 */
export function fromRule(ctx: Ctx, rule: Rule, shown: Shown): RawBuilder<unknown> {
  const { table } = ctx.app.served(rule.subject);
  const scope = scopeOf(ctx, rule);
  const inScope =
    scope === true
      ? sql<SqlBool>`1 = 1`
      : scope === false
        ? sql<SqlBool>`1 = 0`
        : sql<SqlBool>`s.id IN (${ctx.db.selectFrom(table).select('id').where(scope)})`;
  const accepted = { all: sql`1 = 1`, open: sql`a.id IS NULL`, accepted: sql`a.id IS NOT NULL` }[shown];
  const where = typeof rule.where === 'function' ? rule.where(businessDate(ctx.app.clock())) : rule.where;
  return sql`FROM ${sql.ref(table)} s ${rule.joins ?? sql``}
    LEFT JOIN quality_acceptance a ON a.rule = ${rule.code} AND a.record_id = s.id
    WHERE (${where}) AND ${accepted} AND ${inScope}`;
}
