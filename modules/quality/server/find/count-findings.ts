import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type QualitySummary, type RuleCount, severities } from '../../contract/index.ts';
import type { Rule } from '../rules/rule.ts';
import { trendOf } from '../snapshot/trend.ts';
import { fromRule, scopeOf } from './rule-statement.ts';
import { visibleRules } from './visible-rules.ts';

/** What a rule finds now, in one statement. */
export async function countRule(ctx: Ctx, rule: Rule): Promise<Omit<RuleCount, 'trend'>> {
  const { rows } = await sql<{ found: number; accepted: number }>`SELECT COUNT(*) AS found, COUNT(a.id) AS accepted
    ${fromRule(ctx, rule, 'all')}`.execute(ctx.db);
  const accepted = Number(rows[0]?.accepted ?? 0);
  return {
    code: rule.code,
    severity: rule.severity,
    resource: rule.subject,
    field: rule.field,
    open: Number(rows[0]?.found ?? 0) - accepted,
    accepted,
    fixes: rule.fixes,
    oneByOne: rule.oneByOne ?? false,
  };
}

/** The counts of the given rules, in their order; others get their turn between two statements. */
export async function countRules(ctx: Ctx, rules: readonly Rule[]): Promise<Omit<RuleCount, 'trend'>[]> {
  const counts: Omit<RuleCount, 'trend'>[] = [];
  for (const rule of rules) {
    counts.push(await countRule(ctx, rule));
    await nextTurn();
  }
  return counts;
}

const urgency = ({ open, severity }: RuleCount) => (open === 0 ? severities.length : severities.indexOf(severity));

/** The counts of all rules the actor may see, or of those named; the most urgent first. */
export async function summarize(ctx: Ctx, only?: readonly string[]): Promise<QualitySummary> {
  const rules = visibleRules(ctx).filter(({ code }) => !only || only.includes(code));
  const counts = await countRules(ctx, rules);
  const trend = await trendOf(ctx);
  const shown: RuleCount[] = counts.map((count, index) => {
    const rule = rules[index];
    // A snapshot counts everything: it is no yardstick for who sees a part.
    const isWhole = rule !== undefined && scopeOf(ctx, rule) === true;
    return { ...count, ...(isWhole && { trend: trend.get(count.code) ?? [] }) };
  });
  const sum = (pick: (count: RuleCount) => number) => shown.reduce((total, count) => total + pick(count), 0);
  const openOf = (severity: RuleCount['severity']) => sum((count) => (count.severity === severity ? count.open : 0));
  return {
    at: new Date(ctx.app.clock()).toISOString(),
    errors: openOf('error'),
    warnings: openOf('warning'),
    hints: openOf('hint'),
    accepted: sum(({ accepted }) => accepted),
    rules: shown.sort((a, b) => urgency(a) - urgency(b) || b.open - a.open),
  };
}
