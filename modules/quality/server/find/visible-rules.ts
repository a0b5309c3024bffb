import { type Ctx, can } from '#kernel/server/ctx.ts';
import { mayRead } from '#kernel/server/query.ts';
import { qualityErrors } from '../../contract/index.ts';
import { allRules } from '../rules/all-rules.ts';
import type { Rule } from '../rules/rule.ts';

/** `catalog.variant.purchasePrice` → may it be read? `catalog.product` → may its records? What is not served here may not. */
function isOpen(ctx: Ctx, name: string): boolean {
  const found = ctx.app.resources.find(({ resource }) => resource.name === name);
  if (found) return can(ctx, `${name}:read`);
  const cut = name.lastIndexOf('.');
  const owner = ctx.app.resources.find(({ resource }) => resource.name === name.slice(0, cut));
  const spec = owner?.resource.fields[name.slice(cut + 1)];
  return spec !== undefined && mayRead(ctx, { spec });
}

/** The rules that look only at what this actor may see. */
export const visibleRules = (ctx: Ctx): Rule[] =>
  allRules.filter(({ subject, reads = [] }) => [subject, ...reads].every((name) => isOpen(ctx, name)));

/** Throws 404 `quality.unknownRule`, for rules that do not exist and those that look at what may not be seen. */
export function visibleRule(ctx: Ctx, code: string): Rule {
  const rule = visibleRules(ctx).find((one) => one.code === code);
  if (!rule) throw qualityErrors.unknownRule({ rule: code });
  return rule;
}
