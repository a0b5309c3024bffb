import type { Ctx } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { selectByIds } from './db/statements.ts';
import { type AnyRow, type Child, loadFields, loadRow, type Served } from './served.ts';

/** Whole rows with their lines, in id order, whoever asks; `lock` keeps others from changing them until the transaction ends. */
export async function loadRows(ctx: Ctx, served: Served, ids: readonly number[], lock = false): Promise<AnyRow[]> {
  if (ids.length === 0) return [];
  const rows = (
    await selectByIds(ctx.db, served.table, served.columns, ids, lock && ctx.app.engine.dialect === 'mysql')
  ).map((cells) => loadRow(cells, served));
  for (const child of served.children) await loadChildren(ctx, child, rows);
  return rows;
}

/** Puts the lines, or the ids of many references, into rows that lack them. */
export async function loadChildren(ctx: Ctx, child: Child, rows: AnyRow[]): Promise<void> {
  if (rows.length === 0) return;
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) row[child.name] = [];
  const append = (parent: Cell | undefined, value: unknown) => {
    const list = byId.get(Number(parent))?.[child.name];
    if (Array.isArray(list)) list.push(value);
  };
  const ids = [...byId.keys()];
  if (child.spec.kind === 'refs') {
    const pairs = await ctx.db
      .selectFrom(child.table)
      .select(['parent_id', 'target_id'])
      .where('parent_id', 'in', ids)
      .orderBy('target_id')
      .execute();
    for (const pair of pairs) append(pair.parent_id, Number(pair.target_id));
    return;
  }
  const cells = await selectByIds(ctx.db, child.table, child.columns, ids, false, 'parent_id');
  cells.sort((a, b) => Number(a.position) - Number(b.position));
  for (const line of cells) {
    const value: Record<string, unknown> = { id: Number(line.id) };
    loadFields(line, child.fields, value);
    append(line.parent_id, value);
  }
}
