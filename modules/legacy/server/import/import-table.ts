import type { Ctx } from '#kernel/server/ctx.ts';
import type { Strictness } from '#kernel/server/import-export/import.ts';
import { categoriesByGroup } from '#modules/catalog/server/index.ts';
import { readPage } from '../rest-client/read-answer.ts';
import type { LegacySource } from '../source/open-source.ts';
import type { MappedRow } from './mapping/map-row.ts';
import { completeRows } from './plan/complete-rows.ts';
import { knownRecords } from './plan/known-records.ts';
import { defaultCategory, loadParents, type Parent, ParentLookup, plannedParents } from './plan/parent-lookup.ts';
import { planRows } from './plan/plan-rows.ts';
import { type Preference, settleTwins } from './plan/settle-twins.ts';
import { readSource } from './read-source.ts';
import { type PlannedFamilies, plannedFamilies } from './rehearse-families.ts';
import { type SourceKind, sourceTables } from './source-tables.ts';
import { type Outcome, summarise } from './summary.ts';
import { writeRows } from './write-rows.ts';

export type Phase = 'read' | 'write';
export type ReportPhase = (phase: Phase, done: number, total: number) => Promise<void>;

export interface PlannedParents {
  parents: readonly Parent[];
  families: PlannedFamilies;
}

export interface TableImport {
  kind: SourceKind;
  dryRun: boolean;
  strictness: Strictness;
  /** Most rows; null for all. */
  limit: number | null;
  /** Parents that an earlier dry run would have made, and the rows behind them. */
  planned: PlannedParents;
}

/** Brings one table over: read → complete → decide → write. A dry run takes the last step back. */
export async function importTable(
  ctx: Ctx,
  source: LegacySource,
  { kind, dryRun, strictness, limit, planned }: TableImport,
  report: ReportPhase,
): Promise<Outcome & { planned: PlannedParents; stopped: boolean }> {
  const start = performance.now();
  const { rows, mapping, remarks } = await readSource(source, kind, limit, (done, total) =>
    report('read', done, total),
  );
  const took = { read: performance.now() - start, write: 0 };
  const read = performance.now();
  completeRows(kind, rows, mapping);
  if (kind === 'families') await findCategories(ctx, rows);
  const known = await knownRecords(ctx, kind, rows);
  await settleTwins(rows, known.bySku, mapping, kind === 'families' ? preferParents(source) : async () => undefined);
  const category = await defaultCategory(ctx);
  const lookup =
    kind === 'variants' ? new ParentLookup([...(await parentsOf(ctx, rows)), ...planned.parents], category) : undefined;
  const plan = planRows(rows, known, mapping, lookup);
  const about = { kind, mapping, strictness, dryRun, families: planned.families };
  const written = await writeRows(ctx, plan, about, (done, total) => report('write', done, total));
  took.write = performance.now() - read;
  const parents = dryRun && kind === 'families' ? plannedParents(written.rows, category) : [];
  return {
    ...summarise(written, remarks),
    took,
    stopped: written.stopped,
    planned: { parents, families: plannedFamilies(parents, written.rows) },
  };
}

/** Puts the category in the place of its group's name; without one the field stays as it is (new: "Uncategorized"). */
async function findCategories(ctx: Ctx, rows: readonly MappedRow[]): Promise<void> {
  const byGroup = await categoriesByGroup(ctx);
  for (const { values } of rows) {
    const category = byGroup.get(String(values.category));
    delete values.category;
    if (category !== undefined) values.category = category;
  }
}

function parentsOf(ctx: Ctx, rows: readonly MappedRow[]): Promise<Parent[]> {
  const keys = rows.flatMap(({ values }) => (values.legacyFamilie as string | null) ?? []);
  const bases = rows.filter(({ values }) => values.legacyFamilie === null).map(({ values }) => String(values.baseSku));
  return loadParents(ctx, keys, bases);
}

const plainKey = /^[0-9a-z]{1,64}$/i;

/** Of families with one number the one that has variants is meant. */
const preferParents =
  ({ client }: LegacySource): Preference =>
  async (twins) => {
    for (const twin of twins) {
      if (!plainKey.test(twin.key ?? '')) continue;
      const { rows } = await client.get(
        sourceTables.variants,
        { $top: 1, $filter: `'Familie_ = "${twin.key}"'` },
        readPage,
      );
      if (rows.length > 0) return twin;
    }
    return undefined;
  };
