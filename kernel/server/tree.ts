import type { Filter } from '#kernel/contract/index.ts';
import type { Ctx } from './ctx.ts';
import { sendStatement } from './db/engine.ts';
import { marks } from './db/statements.ts';
import type { Served } from './served.ts';

/**
 * A filter by a record of a tree (`tree` of its declaration) stands for the record and everything below it. Where nothing
 * lies below, the filter stays as it is, so that the list keeps the index for one value. One statement per such filter.
 */
export async function throughTrees(ctx: Ctx, served: Served, filters: readonly Filter[] = []): Promise<Filter[]> {
  const widened: Filter[] = [];
  for (const filter of filters) {
    const tree = treeOf(ctx, served, filter);
    const ids = filter.value.split(',');
    const isPlain = !tree || !ids.every((id) => /^\d{1,15}$/.test(id));
    widened.push(...(isPlain ? [filter] : widen(filter, await below(ctx, tree, ids.map(Number)))));
  }
  return widened;
}

function treeOf(ctx: Ctx, served: Served, { field, operator }: Filter): Served | undefined {
  const spec = served.byName.get(field)?.spec;
  if (spec?.kind !== 'ref' || !['eq', 'ne', 'in'].includes(operator)) return undefined;
  const target = ctx.app.served(spec.target ?? '');
  return target.resource.tree ? target : undefined;
}

/** The ids themselves stay even where there is no such record: whoever asks for it finds nothing, not everything. */
async function below(ctx: Ctx, { table, resource, byName }: Served, ids: readonly number[]): Promise<number[]> {
  const [parent = ''] = byName.get(resource.tree ?? '')?.columns ?? [];
  // Every filtered list asks this first, hence without the query builder.
  const text = `WITH RECURSIVE below(id) AS (SELECT id FROM ${table} WHERE id IN ${marks(ids.length)}
    UNION SELECT child.id FROM ${table} child JOIN below ON child.${parent} = below.id) SELECT id FROM below`;
  const { rows } = await sendStatement(ctx.db, text, ids);
  return [...new Set([...ids, ...rows.map((row) => Number(row.id))])];
}

const widen = (filter: Filter, ids: readonly number[]): Filter[] => {
  if (filter.operator === 'ne') return ids.map((id) => ({ ...filter, value: String(id) }));
  const operator = ids.length > 1 ? 'in' : filter.operator;
  return [{ ...filter, operator, value: ids.join() }];
};
