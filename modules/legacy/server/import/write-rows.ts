import { AppError, type FieldProblem } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { type Strictness, strictCtx } from '#kernel/server/import-export/import.ts';
import { rehearse } from '#kernel/server/import-export/nested-transaction.ts';
import { type Order, type Outcome, writeEntries } from '#kernel/server/import-export/write-entries.ts';
import { columnOf, finding, type ResolvedMapping } from './mapping/map-row.ts';
import { targets } from './mapping/mappings.ts';
import type { PlannedRow } from './plan/plan-rows.ts';
import { type PlannedFamilies, rehearseFamilies } from './rehearse-families.ts';
import type { SourceKind } from './source-tables.ts';

/** Rows of one transaction: few statements, and nobody waits long for the one writer. */
const chunkSize = 500;

/** Not the row's fault: the next row would meet it too, so the run ends. */
const fatal = new Set(['kernel.busy', 'kernel.storageFull', 'kernel.unavailable']);

export interface RowsToWrite {
  kind: SourceKind;
  mapping: ResolvedMapping;
  strictness: Strictness;
  /** Does it all and takes it back, so that the rules are asked about every row. */
  dryRun: boolean;
  /** In a dry run of variants: the families that it would have made or changed before. */
  families?: PlannedFamilies;
}

/** The rows that met their end, and whether those behind them were left alone. */
export interface Written {
  rows: readonly PlannedRow[];
  stopped: boolean;
}

/**
 * Writes what was planned, in chunks of one transaction each, through the door that files come in by: a row that is
 * refused stops nothing but itself (PRD-PMG-21) and becomes `failed`, with the reason; what the rules find doubtful is
 * added to its warnings. How strict it is to be holds as for files (PRD-VAL-15).
 *
 * @param report how many rows are done
 */
export async function writeRows(
  ctx: Ctx,
  planned: readonly PlannedRow[],
  about: RowsToWrite,
  report: (done: number, total: number) => Promise<void>,
): Promise<Written> {
  if (about.strictness === 'warnings') for (const row of planned) if (isDoubtful(row)) refuseDoubtful(row);
  const stopsAtFirst = about.strictness === 'stop';
  const end = stopsAtFirst ? planned.findIndex(({ action }) => action === 'failed') + 1 : 0;
  const considered = end > 0 ? planned.slice(0, end) : planned;
  const work = considered.filter(({ action }) => action === 'create' || action === 'update');
  for (let start = 0; start < work.length; start += chunkSize) {
    const failed = await writeChunk(ctx, about, work.slice(start, start + chunkSize));
    if (failed && stopsAtFirst) return { rows: planned.slice(0, planned.indexOf(failed) + 1), stopped: true };
    await report(Math.min(start + chunkSize, work.length), work.length);
  }
  return { rows: considered, stopped: end > 0 };
}

const isDoubtful = ({ action, row }: PlannedRow): boolean =>
  row.warnings.length > 0 && (action === 'create' || action === 'update');

function refuseDoubtful(planned: PlannedRow): void {
  planned.action = 'failed';
  planned.row.problems.push(...planned.row.warnings);
}

/** What became of one row; noted at the row itself only when the transaction is over, as engines may repeat it. */
interface Fate {
  planned: PlannedRow;
  before: null;
  problems: FieldProblem[];
  warnings: readonly FieldProblem[];
  outcome?: Outcome;
}

/** Writes some rows; gives the last one that failed. */
async function writeChunk(ctx: Ctx, about: RowsToWrite, chunk: readonly PlannedRow[]): Promise<PlannedRow | undefined> {
  try {
    return note(about, await inOneTransaction(ctx, about, chunk));
  } catch (error) {
    refuseFatal(error);
    if (chunk.length === 1 && chunk[0]) return noteFault(ctx, about, chunk[0], error);
  }
  // Something other than a rule came in between: whichever row it was, the others go on.
  let failed: PlannedRow | undefined;
  for (const row of chunk) {
    failed = (await writeChunk(ctx, about, [row])) ?? failed;
    if (failed && about.strictness === 'stop') return failed;
  }
  return failed;
}

/** The right to create and change has been established when the import was started. */
function inOneTransaction(ctx: Ctx, about: RowsToWrite, chunk: readonly PlannedRow[]): Promise<Fate[]> {
  const { kind, strictness, dryRun, families = new Map() } = about;
  const write = async (tx: Ctx) => {
    const fates = chunk.map((planned): Fate => ({ planned, before: null, problems: [], warnings: [] }));
    const done = (fate: Fate, outcome: Outcome) => {
      fate.outcome = outcome;
    };
    const served = tx.app.served(targets[kind].name);
    const made = await rehearseFamilies(tx, chunk, families);
    const orders = fates.map((fate) => orderOf(fate, made));
    await writeEntries(tx, { served, stopAtFirst: strictness === 'stop', done }, orders);
    return fates;
  };
  const strict = strictCtx(trusted(ctx), strictness);
  return dryRun ? rehearse(strict, write) : withTransaction(strict, write);
}

function orderOf(fate: Fate, made: ReadonlyMap<unknown, number>): Order<Fate> {
  const { record, values } = fate.planned;
  const real = withRealParent(values, made);
  if (record) return { entry: fate, wish: { kind: 'update', id: record.id, patch: real } };
  return { entry: fate, wish: { kind: 'create', draft: real } };
}

/** A parent that only the plan knows is tried by the id it has in the dry run; without one, its variants go without. */
function withRealParent(
  { product, ...values }: PlannedRow['values'],
  made: ReadonlyMap<unknown, number>,
): PlannedRow['values'] {
  const isPlanned = typeof product === 'number' && product < 0;
  const real = isPlanned ? made.get(product) : product;
  return { ...values, ...(real !== undefined && { product: real }) };
}

function note({ mapping, dryRun }: RowsToWrite, fates: readonly Fate[]): PlannedRow | undefined {
  const told = ({ path, code, params }: FieldProblem) => finding(columnOf(mapping, path), code, params);
  let failed: PlannedRow | undefined;
  for (const { planned, problems, warnings, outcome } of fates) {
    // Which number is free was decided by the plan, which knows what earlier chunks would have changed.
    const isTaken = dryRun && problems.length > 0 && problems.every(({ code }) => code === 'kernel.duplicate');
    if (outcome === 'failed' && !isTaken) {
      planned.action = 'failed';
      planned.row.problems.push(...problems.map(told));
      failed = planned;
    } else planned.row.warnings.push(...warnings.map(told));
  }
  return failed;
}

function noteFault(ctx: Ctx, { kind }: RowsToWrite, planned: PlannedRow, error: unknown): PlannedRow {
  const { row } = planned;
  planned.action = 'failed';
  row.problems.push(finding('', error instanceof AppError ? error.code : 'kernel.internal'));
  ctx.app.logger.error({ err: error, kind, key: row.key }, 'legacy import: row failed');
  return planned;
}

function refuseFatal(error: unknown): void {
  if (error instanceof AppError && fatal.has(error.code)) throw error;
}
