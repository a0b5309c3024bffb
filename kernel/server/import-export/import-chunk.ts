import { type Filter, permissionOf } from '#kernel/contract/index.ts';
import { type Ctx, can, withTransaction } from '../ctx.ts';
import type { Wire } from '../present.ts';
import { listRecords } from '../read.ts';
import type { TakenValues } from './dry-run.ts';
import { type ImportEntry, readEntry } from './import-entry.ts';
import type { ImportPlan } from './import-plan.ts';
import { matchRecords, type SeenKeys } from './match-records.ts';
import type { CellReading } from './read-cell.ts';
import { resolveReferences } from './resolve-references.ts';
import { settleEntry } from './settle-entry.ts';
import type { SheetRow } from './sheet.ts';
import { type Order, type Outcome, writeEntries } from './write-entries.ts';

/** What all chunks of one import have in common. */
export interface ImportWork {
  plan: ImportPlan;
  reading: CellReading;
  /** Ends at the first row that fails. */
  stopAtFirst: boolean;
  seen: SeenKeys;
  /** In a dry run: values that must be unique, of the chunks that were taken back. */
  taken?: TakenValues;
}

export interface ChunkResult {
  outcomes: Map<ImportEntry, Outcome>;
  /** Rows whose parent was not found yet. */
  waits: ImportEntry[];
  stopped: boolean;
}

/** One chunk in one transaction, with a constant number of statements as long as nothing is refused. */
export function importChunk(ctx: Ctx, work: ImportWork, rows: readonly SheetRow[]): Promise<ChunkResult> {
  const { plan, seen, taken } = work;
  return withTransaction(ctx, async (tx) => {
    const entries = rows.map((row) => readEntry(plan, row, work.reading));
    await resolveReferences(tx, plan, entries);
    await matchRecords(tx, plan, entries, seen);
    const result: ChunkResult = { outcomes: new Map(), waits: [], stopped: false };
    const orders = await settleEntries(tx, work, entries, result);
    const isThrough = await writeEntries(
      tx,
      {
        served: plan.served,
        stopAtFirst: work.stopAtFirst,
        done: (entry, outcome) => {
          result.outcomes.set(entry, outcome);
          if (outcome !== 'failed') taken?.note(entry);
        },
      },
      orders,
    );
    if (!isThrough) {
      // The row that could not be read stands behind the one that could not be written.
      const written = new Set(orders.map(({ entry }) => entry));
      const last = Math.max(
        ...[...result.outcomes.keys()].filter((e) => written.has(e)).map(({ source }) => source.row),
      );
      for (const entry of result.outcomes.keys()) if (entry.source.row > last) result.outcomes.delete(entry);
    }
    result.stopped ||= !isThrough;
    return result;
  });
}

/** What each row asks for; those that ask for nothing have their outcome at once. */
async function settleEntries(
  tx: Ctx,
  { plan, taken, stopAtFirst }: ImportWork,
  entries: readonly ImportEntry[],
  result: ChunkResult,
): Promise<Order<ImportEntry>[]> {
  const shown = await inheritedValues(tx, plan, entries);
  const orders: Order<ImportEntry>[] = [];
  for (const entry of entries) {
    const wish = settleEntry(tx, plan, entry, shown.get(entry.before?.id ?? 0));
    const isWish = wish.kind === 'create' || wish.kind === 'update';
    if (isWish && !taken?.refuses(entry)) orders.push({ entry, wish });
    else if (wish.kind === 'failed' && isWaiting(entry)) result.waits.push(entry);
    else {
      result.outcomes.set(entry, wish.kind === 'unchanged' ? 'unchanged' : 'failed');
      if (wish.kind !== 'unchanged' && stopAtFirst) {
        result.stopped = true;
        break;
      }
    }
  }
  return orders;
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
