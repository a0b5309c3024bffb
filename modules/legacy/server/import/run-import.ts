import type { Ctx } from '#kernel/server/ctx.ts';
import type { Strictness } from '#kernel/server/import-export/import.ts';
import { legacyErrors } from '../../contract/index.ts';
import { type LegacySource, withSource } from '../source/open-source.ts';
import { importTable, type PlannedParents } from './import-table.ts';
import { Interrupted, inRun } from './run-log.ts';
import type { SourceKind } from './source-tables.ts';
import type { Outcome, RunSummary } from './summary.ts';
import { updateRelationships } from './update-relationships.ts';

export interface ImportOptions {
  families?: boolean;
  variants?: boolean;
  /** Links all variants anew; alone, it asks the source nothing. */
  updateRelationships?: boolean;
  /** Reports what would happen and leaves the catalogue as it is; the run itself is logged. */
  dryRun?: boolean;
  /** What becomes of faulty and of doubtful rows; `errors`: the faulty are left out. */
  strictness?: Strictness;
  /** Most rows of each table. */
  limit?: number;
}

/** Message ids of the phases, as progress is told. */
const phases = {
  families: { read: 'job.legacy.import.families.read', write: 'job.legacy.import.families.write' },
  variants: { read: 'job.legacy.import.variants.read', write: 'job.legacy.import.variants.write' },
  relationships: 'job.legacy.import.relationships.write',
} as const;

/** Tells how far a phase is: a message id, and rows. Throws to end the import. */
export type ReportProgress = (message: string, done: number, total: number) => Promise<void>;

/**
 * Imports what was asked for, families first; each table is a run of its own in the log.
 *
 * @throws AppError 422 `legacy.nothingToImport`; 409 `legacy.notConfigured`, `legacy.importRunning`; those of
 * `LegacyClient.get` when the source fails. Rows that fail are counted, not thrown.
 */
export async function runImport(ctx: Ctx, options: ImportOptions, progress: ReportProgress): Promise<RunSummary[]> {
  const kinds = (['families', 'variants'] as const).filter((kind) => options[kind]);
  if (kinds.length === 0 && !options.updateRelationships) throw legacyErrors.nothingToImport();
  const report = interruptible(progress);
  const summaries =
    kinds.length > 0 ? await withSource(ctx, (source) => importKinds(ctx, source, kinds, options, report)) : [];
  if (options.updateRelationships && !summaries.some(({ stopped }) => stopped)) {
    const about = { kind: 'relationships', dryRun: options.dryRun ?? false, rowLimit: null } as const;
    const { run, outcome } = await inRun(ctx, about, () =>
      updateRelationships(ctx, { ...about, strictness: options.strictness ?? 'errors' }, (_phase, ...rest) =>
        report(phases.relationships, ...rest),
      ),
    );
    summaries.push(summaryOf(run, outcome));
  }
  return summaries;
}

async function importKinds(
  ctx: Ctx,
  source: LegacySource,
  kinds: readonly SourceKind[],
  { dryRun = false, limit, strictness = 'errors' }: Pick<ImportOptions, 'dryRun' | 'limit' | 'strictness'>,
  report: ReportProgress,
): Promise<RunSummary[]> {
  const summaries: RunSummary[] = [];
  let planned: PlannedParents = { parents: [], families: new Map() };
  for (const kind of kinds) {
    const work = () =>
      importTable(ctx, source, { kind, dryRun, strictness, limit: limit ?? null, planned }, (phase, ...rest) =>
        report(phases[kind][phase], ...rest),
      );
    const { run, outcome } = await inRun(ctx, { kind, dryRun, rowLimit: limit ?? null }, work);
    planned = outcome.planned;
    summaries.push(summaryOf(run, outcome));
    ctx.app.logger.info({ run: run.number, kind, dryRun, ...outcome.counts, took: outcome.took }, 'legacy import');
    if (outcome.stopped) break;
  }
  return summaries;
}

/** What ends the work from outside is told apart from what goes wrong inside. */
const interruptible =
  (progress: ReportProgress): ReportProgress =>
  async (...told) => {
    try {
      await progress(...told);
    } catch (cause) {
      throw new Interrupted('interrupted', { cause });
    }
  };

const summaryOf = (
  { id, number, kind, state, dryRun }: Pick<RunSummary, 'id' | 'number' | 'kind' | 'dryRun'> & { state: string },
  { counts, took, stopped = false }: Outcome & { stopped?: boolean },
): RunSummary => ({
  id,
  number,
  kind,
  state: state as RunSummary['state'],
  dryRun,
  ...counts,
  stopped,
  took: { read: Math.round(took.read), write: Math.max(1, Math.round(took.write)) },
});
