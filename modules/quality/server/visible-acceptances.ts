import type { Ctx } from '#kernel/server/ctx.ts';
import type { Scope } from '#kernel/server/served.ts';
import { scopeOf } from './find/rule-statement.ts';
import { visibleRules } from './find/visible-rules.ts';
import { allRules } from './rules/all-rules.ts';

/** What was accepted tells of the record and of the rule: it is for who may see all that the rule finds. */
export function visibleAcceptances(ctx: Ctx): Scope {
  const codes = visibleRules(ctx).flatMap((rule) => (scopeOf(ctx, rule) === true ? rule.code : []));
  if (codes.length === allRules.length) return true;
  return codes.length > 0 && ((eb) => eb('rule', 'in', codes));
}
