import type { Fields, Patch, Resource } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { updateRows } from './db/statements.ts';
import { storeFields } from './served.ts';

/**
 * Notes when a record was last used, in its fields declared `trace`. Using a record does not change it: no new version
 * (nobody's edit goes stale by it), no audit entry, no event.
 */
export async function trace<N extends string, F extends Fields, V>(
  ctx: Ctx,
  resource: Resource<N, F, V>,
  id: number,
  values: Patch<Resource<N, F, V>>,
): Promise<void> {
  const served = ctx.app.served(resource.name);
  const fields = served.fields.filter(({ name }) => name in values);
  for (const { name, spec } of fields) if (!spec.trace) throw new Error(`${resource.name}.${name} is no trace`);
  const cells: Cell[] = [id];
  storeFields(values, fields, cells);
  const columns = fields.flatMap((field) => field.columns);
  await withTransaction(ctx, (tx) => updateRows(tx.db, tx.app.engine.dialect, served.table, columns, [cells]));
}
