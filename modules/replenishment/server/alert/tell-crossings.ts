import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { variantFacts } from '#modules/catalog/server/index.ts';
import { type News, tell } from '#modules/notification/server/index.ts';
import { type LevelState, lowStock, manyShort, stockOut } from '../../contract/index.ts';
import type { Wanted } from '../rule/rules.ts';

/** A limit that was crossed downwards. */
export interface Crossing {
  rule: Wanted;
  standing: LevelState;
  available: Quantity;
}

/** More at once are told in one sentence: after a count nobody reads three hundred. */
const mostSingly = 10;
const piece = 1_000_000;

export async function tellCrossings(ctx: Ctx, crossings: readonly Crossing[]): Promise<void> {
  if (crossings.length === 0) return;
  if (crossings.length > mostSingly) {
    const out = crossings.filter(({ standing }) => standing === 'out').length;
    const level = out > 0 ? ('critical' as const) : ('warning' as const);
    const params = { count: crossings.length, out };
    return tell(ctx, [{ kind: manyShort, level, params, path: 'replenishment/shortages' }]);
  }
  const names = await namesOf(ctx, crossings);
  await tell(
    ctx,
    crossings.map(({ rule, standing, available }): News => {
      const isUrgent = rule.isCritical || standing !== 'low';
      return {
        kind: standing === 'out' ? stockOut : lowStock,
        level: isUrgent ? 'critical' : 'warning',
        params: {
          ...names(rule),
          available: Math.max(0, available) / piece,
          minimum: rule.minimum / piece,
          isCritical: standing === 'critical' ? 'yes' : 'no',
        },
        record: { resource: 'catalog.variant', id: rule.product },
      };
    }),
  );
}

/** What the sentence calls product, unit and warehouse, for readers of any language. Two statements. */
async function namesOf(ctx: Ctx, crossings: readonly Crossing[]) {
  const products = await variantFacts(
    ctx,
    crossings.map(({ rule }) => rule.product),
  );
  const places = await sendStatement(ctx.db, 'SELECT id, code FROM stock_warehouse', []);
  const codes = new Map(places.rows.map((row) => [Number(row.id), String(row.code)]));
  return ({ product, warehouse }: Wanted) => {
    const own = products.get(product);
    return {
      sku: own?.sku ?? String(product),
      name: own?.name ?? null,
      unit: own?.symbol ?? null,
      warehouse: codes.get(warehouse ?? 0) ?? 'all',
    };
  };
}
