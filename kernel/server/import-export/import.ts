import { setImmediate } from 'node:timers/promises';
import { AppError, type Filter, kernelErrors, permissionOf } from '#kernel/contract/index.ts';
import { type Ctx, can, demand, withTransaction } from '../ctx.ts';
import type { Wire } from '../present.ts';
import { listRecords } from '../read.ts';
import type { Served } from '../served.ts';
import { type ImportEntry, readEntry } from './import-entry.ts';
import { columnFinder, type ImportPlan, planImport } from './import-plan.ts';
import { emptyReport, type ImportReport, noteOutcome } from './import-report.ts';
import { matchRecords, type SeenKeys } from './match-records.ts';
import { rehearse } from './nested-transaction.ts';
import { type CellReading, isDecimal, provenStyle } from './read-cell.ts';
import { openCsv } from './read-csv.ts';
import { openXlsx } from './read-xlsx.ts';
import { resolveReferences } from './resolve-references.ts';
import { settleEntry } from './settle-entry.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { type Order, type Outcome, writeEntries } from './write-entries.ts';

export type { ImportError, ImportReport } from './import-report.ts';

export const importMediaTypes: Record<string, 'csv' | 'xlsx'> = {
  'text/csv': 'csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
};

export const importLimits = { rows: 200_000, bytes: 64 * 1024 * 1024, chunk: 500 };

export interface ImportOptions {
  format: 'csv' | 'xlsx';
  content: Uint8Array;
  /** Does everything, tells the result, and takes all of it back. */
  dryRun: boolean;
}

/**
 * Creates and changes records from a file, through the one write path. Rows that cannot be written are reported and stop
 * nothing; each chunk of rows is one transaction. Before anything is written the whole file has been read once: throws
 * 422 `kernel.unreadableFile`, `kernel.unknownColumn`, `kernel.tooManyRows`, 413 `kernel.bodyTooLarge`, and 403 without
 * `data:import` or the right to create or change such records.
 */
export async function importRecords(
  ctx: Ctx,
  served: Served,
  { format, content, dryRun }: ImportOptions,
): Promise<ImportReport> {
  demand(ctx, 'data:import');
  if (content.byteLength > importLimits.bytes) throw kernelErrors.bodyTooLarge({ max: importLimits.bytes });
  const find = columnFinder(ctx, served);
  const sheet = format === 'csv' ? await openCsv(content, (text) => find(text) !== undefined) : await openXlsx(content);
  const plan = planImport(ctx, served, sheet.header, find);
  const reading: CellReading = {
    decimals: await survey(plan, sheet),
    date1904: 'date1904' in sheet && sheet.date1904 === true,
  };
  const run = (inner: Ctx) => importSheet(inner, plan, sheet, reading);
  const report = await (dryRun ? rehearse(ctx, run) : run(ctx));
  const { errors: _errors, ...counts } = report;
  ctx.app.logger.info(
    { requestId: ctx.requestId, user: ctx.actor.id, resource: served.resource.name, format, dryRun, ...counts },
    'import',
  );
  return report;
}

/** Reads the whole file before anything is written: its size, and how it writes decimals. */
async function survey(plan: ImportPlan, sheet: Sheet): Promise<CellReading['decimals']> {
  const styles = new Set<CellReading['decimals']>();
  const decimals = plan.columns.flatMap((column, index) => (column && isDecimal(column.kind) ? index : []));
  let rows = 0;
  for await (const { cells } of sheet.rows()) {
    if (++rows > importLimits.rows) throw kernelErrors.tooManyRows({ max: importLimits.rows });
    for (const index of decimals) styles.add(provenStyle(cells[index]));
  }
  styles.delete(null);
  const [only = null] = styles;
  // A file that writes both ways is read cell by cell.
  return styles.size === 1 ? only : null;
}

async function importSheet(ctx: Ctx, plan: ImportPlan, sheet: Sheet, reading: CellReading): Promise<ImportReport> {
  const report = emptyReport();
  const seen: SeenKeys = new Map();
  let waiting: ImportEntry[] = [];
  const importRows = async (rows: readonly SheetRow[]) => {
    const { outcomes, waits } = await importChunk(ctx, plan, rows, reading, seen, report);
    for (const [entry, outcome] of outcomes) noteOutcome(ctx, plan, report, entry, outcome);
    waiting.push(...waits);
    // Others get their turn: a chunk occupies the one thread.
    await setImmediate();
  };
  for await (const rows of chunksOf(sheet.rows())) await importRows(rows);
  // Parents may stand below their children: what was written meanwhile is found now. It ends when nothing new is found.
  for (let before = Number.POSITIVE_INFINITY; waiting.length > 0 && waiting.length < before; ) {
    before = waiting.length;
    const again = waiting.map(({ source }) => source);
    waiting = [];
    for await (const rows of chunksOf(again)) await importRows(rows);
  }
  for (const entry of waiting) noteOutcome(ctx, plan, report, entry, 'failed');
  report.errors.sort((a, b) => a.row - b.row);
  return report;
}

async function* chunksOf(rows: Iterable<SheetRow> | AsyncIterable<SheetRow>): AsyncGenerator<SheetRow[]> {
  let chunk: SheetRow[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < importLimits.chunk) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

interface ChunkResult {
  outcomes: Map<ImportEntry, Outcome>;
  waits: ImportEntry[];
}

/** One chunk in one transaction, with a constant number of statements as long as nothing is refused. */
async function importChunk(
  ctx: Ctx,
  plan: ImportPlan,
  rows: readonly SheetRow[],
  reading: CellReading,
  seen: SeenKeys,
  report: ImportReport,
): Promise<ChunkResult> {
  try {
    return await withTransaction(ctx, async (tx) => {
      const outcomes: ChunkResult['outcomes'] = new Map();
      const entries = rows.map((row) => readEntry(plan, row, reading));
      await resolveReferences(tx, plan, entries);
      await matchRecords(tx, plan, entries, seen);
      const shown = await inheritedValues(tx, plan, entries);
      const orders: Order[] = [];
      const waits: ImportEntry[] = [];
      for (const entry of entries) {
        const wish = settleEntry(tx, plan, entry, shown.get(entry.before?.id ?? 0));
        if (wish.kind === 'create' || wish.kind === 'update') orders.push({ entry, wish });
        else if (wish.kind === 'failed' && isWaiting(entry)) waits.push(entry);
        else outcomes.set(entry, wish.kind);
      }
      await writeEntries(tx, plan.served, orders, (entry, outcome) => outcomes.set(entry, outcome));
      return { outcomes, waits };
    });
  } catch (error) {
    // The chunks before this one are written: whoever has to go on must know how far it came.
    if (error instanceof AppError && !ctx.inTransaction) Object.assign(error.extra, { report });
    throw error;
  }
}

const isWaiting = ({ waits, problems }: ImportEntry): boolean =>
  waits && problems.every(({ code }) => code === 'kernel.unknownReference');

/** The records with the values they inherit, where the file has columns of such fields and the actor can have seen them. */
async function inheritedValues(
  tx: Ctx,
  { served, fields }: ImportPlan,
  entries: readonly ImportEntry[],
): Promise<Map<number, Wire>> {
  const names = [...fields.values()].filter(({ spec }) => spec.inherit).map(({ name }) => name);
  const ids = [...new Set(entries.flatMap(({ before }) => before?.id ?? []))];
  if (names.length === 0 || ids.length === 0 || !can(tx, permissionOf(served.resource, 'read'))) return new Map();
  const filters: Filter[] = [{ field: 'id', operator: 'in', value: ids.join(',') }];
  const { items } = await listRecords(tx, served, { filters, fields: names, limit: ids.length }, { most: ids.length });
  return new Map(items.map((wire) => [Number(wire.id), wire]));
}
