import { setImmediate } from 'node:timers/promises';
import { type Ctx, withTransaction } from '../ctx.ts';
import { Family, rehearseFamily, takenValues } from './dry-run.ts';
import { type ChunkResult, type ImportWork, importChunk } from './import-chunk.ts';
import { type ImportEntry, readEntry } from './import-entry.ts';
import { countOutcomes, type ImportCounts, noCounts } from './import-report.ts';
import { matchRecords } from './match-records.ts';
import { rehearse } from './nested-transaction.ts';
import type { OpenedImport } from './open-import.ts';
import { resolveReferences } from './resolve-references.ts';
import type { SheetRow } from './sheet.ts';
import type { Outcome } from './write-entries.ts';

/** How far an import has come: enough to go on behind it. */
export interface Checkpoint {
  counts: ImportCounts;
  /** All rows up to this one have met their end, except those that wait. */
  row: number;
  /** Rows whose parents were not found yet. */
  waiting: readonly number[];
  stopped: boolean;
}

export const atStart = (): Checkpoint => ({ counts: noCounts(), row: 0, waiting: [], stopped: false });

export interface RunOptions {
  dryRun: boolean;
  stopAtFirst: boolean;
  from: Checkpoint;
  /** Keeps what became of some rows, in the transaction that wrote them (in a dry run: in one of its own). */
  keep?(tx: Ctx, outcomes: ChunkResult['outcomes'], reached: Checkpoint): Promise<void>;
  /** Hears of it once it is on the disk; throws to end the import here. */
  reached(outcomes: ChunkResult['outcomes'], checkpoint: Checkpoint): Promise<void>;
}

export const chunkSize = 500;

/** Imports a file chunk by chunk, each in a transaction of its own; in a dry run each is taken back. */
export async function runImport(ctx: Ctx, opened: OpenedImport, options: RunOptions): Promise<Checkpoint> {
  const run = new Run(ctx, opened, options);
  for await (const rows of chunksOf(opened.sheet.rows())) {
    if ((rows.at(-1)?.row ?? 0) <= options.from.row) await run.remember(rows);
    else await run.step(rows);
    if (run.point.stopped) return run.point;
    // Others get their turn: a chunk occupies the one thread.
    await setImmediate();
  }
  await run.settleWaiting();
  return run.point;
}

class Run {
  point: Checkpoint;
  readonly #ctx: Ctx;
  readonly #options: RunOptions;
  readonly #work: ImportWork;
  readonly #family: Family;
  readonly #waiting = new Map<number, { source: SheetRow; entry?: ImportEntry }>();

  constructor(ctx: Ctx, { plan, reading }: OpenedImport, options: RunOptions) {
    this.#ctx = ctx;
    this.#options = options;
    this.point = options.from;
    this.#work = { plan, reading, stopAtFirst: options.stopAtFirst, seen: new Map() };
    if (options.dryRun) this.#work.taken = takenValues(plan);
    this.#family = new Family(this.#work);
  }

  /** Rows that an earlier run has dealt with: which records they mean still has to be known. */
  async remember(rows: readonly SheetRow[]): Promise<void> {
    const { plan, reading, seen } = this.#work;
    const entries = rows.map((row) => readEntry(plan, row, reading));
    await resolveReferences(this.#ctx, plan, entries);
    await matchRecords(this.#ctx, plan, entries, seen);
    for (const source of rows) if (this.point.waiting.includes(source.row)) this.#waiting.set(source.row, { source });
  }

  async step(rows: readonly SheetRow[]): Promise<void> {
    const { dryRun } = this.#options;
    const isFamily = dryRun && rows.every(({ row }) => this.#waiting.has(row));
    const work = (tx: Ctx) => importChunk(tx, this.#work, rows);
    if (!dryRun) return this.#note(await this.#kept(work, rows), rows);
    const result = await (isFamily
      ? rehearseFamily(this.#ctx, this.#work, this.#family, rows)
      : rehearse(this.#ctx, work));
    return this.#note(await this.#kept(async () => result, rows), rows);
  }

  /** A chunk and what is kept of it, in one transaction. */
  async #kept(
    work: (tx: Ctx) => Promise<ChunkResult>,
    rows: readonly SheetRow[],
  ): Promise<{ result: ChunkResult; next: Checkpoint }> {
    const { keep, dryRun } = this.#options;
    const both = async (tx: Ctx) => {
      const result = await work(tx);
      const next = this.#after(rows, result);
      await keep?.(tx, result.outcomes, next);
      return { result, next };
    };
    return dryRun && !keep ? both(this.#ctx) : withTransaction(this.#ctx, both);
  }

  #after(rows: readonly SheetRow[], { outcomes, waits, stopped }: ChunkResult): Checkpoint {
    const done = new Set(rows.map(({ row }) => row));
    return {
      counts: countOutcomes(this.point.counts, outcomes),
      row: Math.max(this.point.row, rows.at(-1)?.row ?? 0),
      waiting: [...this.point.waiting.filter((row) => !done.has(row)), ...waits.map(({ source }) => source.row)],
      stopped,
    };
  }

  async #note({ result, next }: { result: ChunkResult; next: Checkpoint }, rows: readonly SheetRow[]): Promise<void> {
    this.point = next;
    for (const { row } of rows) this.#waiting.delete(row);
    for (const entry of result.waits) {
      this.#waiting.set(entry.source.row, { source: entry.source, entry });
      if (this.#options.dryRun) this.#family.note(entry);
    }
    if (this.#options.dryRun)
      for (const [entry, outcome] of result.outcomes) if (outcome !== 'failed') this.#family.note(entry);
    await this.#options.reached(result.outcomes, next);
  }

  /** Parents may stand below their children: what was written meanwhile is found now. It ends when nothing new is found. */
  async settleWaiting(): Promise<void> {
    for (let before = Number.POSITIVE_INFINITY; this.#waiting.size > 0 && this.#waiting.size < before; ) {
      before = this.#waiting.size;
      const sources = [...this.#waiting.values()].map(({ source }) => source);
      for await (const rows of chunksOf(sources)) {
        await this.step(rows);
        if (this.point.stopped) return;
        await setImmediate();
      }
    }
    const lost = [...this.#waiting.values()].flatMap(({ entry }) => entry ?? []);
    if (lost.length === 0) return;
    const ended = this.#options.stopAtFirst ? lost.slice(0, 1) : lost;
    const outcomes = new Map<ImportEntry, Outcome>(ended.map((entry) => [entry, 'failed']));
    const result = { outcomes, waits: [], stopped: this.#options.stopAtFirst };
    const sources = lost.map(({ source }) => source);
    await this.#note(await this.#kept(async () => result, sources), sources);
  }
}

async function* chunksOf(rows: Iterable<SheetRow> | AsyncIterable<SheetRow>): AsyncGenerator<SheetRow[]> {
  let chunk: SheetRow[] = [];
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
