import type { Ctx } from '#kernel/server/ctx.ts';
import { inSavepoint } from '#kernel/server/import-export/nested-transaction.ts';
import { createRows, updateRows } from '#kernel/server/write.ts';
import { targets } from './mapping/mappings.ts';
import type { Parent } from './plan/parent-lookup.ts';
import type { PlannedRow } from './plan/plan-rows.ts';

/** The families that an earlier dry run would have left, by the ids that the plan gave them. */
export type PlannedFamilies = ReadonlyMap<number, PlannedRow>;

export function plannedFamilies(parents: readonly Parent[], rows: readonly PlannedRow[]): PlannedFamilies {
  const known = new Map(rows.flatMap((row) => (row.record ? [[row.record.id, row]] : [])));
  return new Map(
    parents.flatMap(({ id }) => {
      const row = known.get(id) ?? rows[-1 - id];
      return row ? [[id, row]] : [];
    }),
  );
}

/**
 * Writes the families that these variants will belong to, in the transaction that is taken back: what the rules say of a
 * variant may depend on its parent. Gives their ids by those of the plan; none where they cannot be written together.
 */
export async function rehearseFamilies(
  tx: Ctx,
  variants: readonly PlannedRow[],
  families: PlannedFamilies,
): Promise<ReadonlyMap<unknown, number>> {
  const ids = [...new Set(variants.flatMap(({ values, record }) => [values.product, record?.product]))];
  const wanted = ids.flatMap((id) => {
    const row = typeof id === 'number' ? families.get(id) : undefined;
    return row ? { id, row } : [];
  });
  if (wanted.length === 0) return new Map();
  const served = tx.app.served(targets.families.name);
  const fresh = wanted.filter(({ row }) => row.record === null);
  const changes = wanted.flatMap(({ row: { record, values } }) =>
    record ? { id: record.id, patch: { ...values } } : [],
  );
  const write = async (part: Ctx) => {
    const lenient = { ...part, strict: false };
    if (changes.length > 0) await updateRows(lenient, served, changes);
    const drafts = fresh.map(({ row }) => ({ ...row.values }));
    const made = drafts.length > 0 ? await createRows(lenient, served, drafts) : [];
    return new Map(made.map(({ id }, index) => [fresh[index]?.id, id]));
  };
  return inSavepoint(tx, false, write).catch(() => new Map());
}
