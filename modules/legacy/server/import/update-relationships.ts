import { type Ctx, tables } from '#kernel/server/ctx.ts';
import type { ReportPhase } from './import-table.ts';
import type { MappedRow, ResolvedMapping } from './mapping/map-row.ts';
import type { KnownRecord } from './plan/known-records.ts';
import { defaultCategory, loadParents, ParentLookup } from './plan/parent-lookup.ts';
import type { PlannedRow } from './plan/plan-rows.ts';
import { type Outcome, summarise } from './summary.ts';
import { type RowsToWrite, writeRows } from './write-rows.ts';

interface VariantTables {
  catalog_variant: {
    id: number;
    sku: string;
    base_sku: string | null;
    legacy_key: string | null;
    legacy_familie: string | null;
    legacy_stamp: string | null;
    product: number | null;
    category: number;
  };
}

const nowhere: ResolvedMapping = { rules: [], missing: [] };

/**
 * Links all imported variants to their parents anew, from the keys they brought along; the source is not asked and no
 * other field changes (PRD-PMG-15, PRD-PMG-24). A parent chosen by hand gives way to the one the key names.
 */
export async function updateRelationships(
  ctx: Ctx,
  { dryRun, strictness }: Pick<RowsToWrite, 'dryRun' | 'strictness'>,
  report: ReportPhase,
): Promise<Outcome & { stopped: boolean }> {
  const start = performance.now();
  const variants = await tables<VariantTables>(ctx)
    .selectFrom('catalog_variant')
    .select(['id', 'sku', 'base_sku', 'legacy_key', 'legacy_familie', 'legacy_stamp', 'product', 'category'])
    .where('legacy_key', 'is not', null)
    .orderBy('id')
    .execute();
  const keys = variants.flatMap(({ legacy_familie }) => legacy_familie ?? []);
  const bases = variants.flatMap(({ legacy_familie, base_sku }) => (legacy_familie === null ? (base_sku ?? []) : []));
  const lookup = new ParentLookup(await loadParents(ctx, keys, bases), await defaultCategory(ctx));
  const planned = variants.map((variant): PlannedRow => {
    const { sku, legacy_key: key, base_sku: baseSku, legacy_familie: legacyFamilie } = variant;
    const row: MappedRow = { key, sku, values: { legacyFamilie, baseSku }, problems: [], warnings: [] };
    const record: KnownRecord = { ...variant, key, stamp: variant.legacy_stamp };
    const link = lookup.link(row, record, true);
    const { product } = link.patch;
    return product === undefined
      ? { row, action: 'unchanged', record, values: {}, link }
      : { row, action: 'update', record, values: { product }, link };
  });
  const about = { kind: 'variants', mapping: nowhere, strictness, dryRun } as const;
  const written = await writeRows(ctx, planned, about, (done, total) => report('write', done, total));
  return { ...summarise(written, []), stopped: written.stopped, took: { read: 0, write: performance.now() - start } };
}
