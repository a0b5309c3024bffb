import { AppError, type FieldProblem } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import type { AnyRow, Served } from '../served.ts';
import { createRows, updateRows } from '../write.ts';
import type { ImportEntry } from './import-entry.ts';
import { inSavepoint } from './nested-transaction.ts';
import type { Wish } from './settle-entry.ts';

export interface Order {
  entry: ImportEntry;
  wish: Extract<Wish, { kind: 'create' | 'update' }>;
}

export type Outcome = 'created' | 'updated' | 'unchanged' | 'failed';

/**
 * Writes many rows at once. When one of them cannot be written, the rows are halved until it stands alone: it is
 * reported, the others are written. Faults of the house (disk full, database gone) end the import.
 */
export async function writeEntries(
  tx: Ctx,
  served: Served,
  orders: readonly Order[],
  done: (entry: ImportEntry, outcome: Outcome) => void,
): Promise<void> {
  if (orders.length === 0) return;
  try {
    const outcomes = await inSavepoint(tx, orders.length === 1, (part) => write(part, served, orders));
    for (const [entry, outcome] of outcomes) done(entry, outcome);
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const [only, second] = orders;
    if (only && !second) {
      only.entry.problems.push(...problemsOf(error));
      done(only.entry, 'failed');
      return;
    }
    const half = Math.ceil(orders.length / 2);
    await writeEntries(tx, served, orders.slice(0, half), done);
    await writeEntries(tx, served, orders.slice(half), done);
  }
}

async function write(tx: Ctx, served: Served, orders: readonly Order[]): Promise<[ImportEntry, Outcome][]> {
  const outcomes: [ImportEntry, Outcome][] = [];
  const creates = orders.flatMap(({ entry, wish }) => (wish.kind === 'create' ? { entry, draft: wish.draft } : []));
  const updates = orders.flatMap(({ entry, wish }) => (wish.kind === 'update' ? { entry, update: wish } : []));
  if (creates.length > 0)
    await createRows(
      tx,
      served,
      creates.map(({ draft }) => draft),
    );
  for (const { entry } of creates) outcomes.push([entry, 'created']);
  const rows =
    updates.length > 0
      ? await updateRows(
          tx,
          served,
          updates.map(({ update }) => update),
        )
      : [];
  for (const [index, { entry }] of updates.entries())
    outcomes.push([entry, wasWritten(entry, rows[index]) ? 'updated' : 'unchanged']);
  return outcomes;
}

/** The rules of the record may have put back what the row asked for. */
const wasWritten = ({ before }: ImportEntry, row: AnyRow | undefined): boolean => row?.version !== before?.version;

const problemsOf = ({ code, params, fields }: AppError): readonly FieldProblem[] =>
  fields.length > 0 ? fields : [{ path: '', code, params }];
