import { AppError, type FieldProblem } from '#kernel/contract/index.ts';
import { problemsByChange, warningsOf } from '../changes.ts';
import type { Ctx } from '../ctx.ts';
import type { AnyRow, Served } from '../served.ts';
import { createRows, updateRows } from '../write.ts';
import { inSavepoint } from './nested-transaction.ts';
import type { Wish } from './settle-entry.ts';

/** One row of what is brought in; what is wrong with it, and what is doubtful, is noted here. */
export interface Entry {
  problems: FieldProblem[];
  warnings: readonly FieldProblem[];
  /** The record as it was, to tell whether a change has changed anything. */
  before: { version: number } | null;
}

export interface Order<E extends Entry> {
  entry: E;
  wish: Extract<Wish, { kind: 'create' | 'update' }>;
}

export type Outcome = 'created' | 'updated' | 'unchanged' | 'failed';

export interface Writing<E extends Entry> {
  served: Served;
  /** Nothing behind the first row that fails is written. */
  stopAtFirst: boolean;
  done(entry: E, outcome: Outcome): void;
}

/**
 * Writes many rows at once; false when it stopped at one that failed. Where the rules name the rows at fault, the others
 * are written without them; where only the engine refuses (a value that is taken), the rows are halved until the one
 * stands alone. Faults of the house (disk full, database gone) end the import. Files and sync write through this one door.
 */
export async function writeEntries<E extends Entry>(
  tx: Ctx,
  writing: Writing<E>,
  orders: readonly Order<E>[],
): Promise<boolean> {
  if (orders.length === 0) return true;
  try {
    const outcomes = await inSavepoint(tx, orders.length === 1, (part) => write(part, writing.served, orders));
    for (const [entry, outcome] of outcomes) writing.done(entry, outcome);
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    const [only, second] = orders;
    if (only && !second) return fail(writing, only.entry, problemsOf(error));
    const blamed = blame.get(error);
    if (blamed) return writeWithout(tx, writing, orders, blamed);
    const half = Math.ceil(orders.length / 2);
    return (
      (await writeEntries(tx, writing, orders.slice(0, half))) && (await writeEntries(tx, writing, orders.slice(half)))
    );
  }
}

type Blamed = ReadonlyMap<Entry, readonly FieldProblem[]>;

async function writeWithout<E extends Entry>(
  tx: Ctx,
  writing: Writing<E>,
  orders: readonly Order<E>[],
  blamed: Blamed,
): Promise<boolean> {
  const first = orders.findIndex(({ entry }) => blamed.has(entry));
  const culprit = orders[first];
  if (writing.stopAtFirst && culprit) {
    const isThrough = await writeEntries(tx, writing, orders.slice(0, first));
    return isThrough && fail(writing, culprit.entry, blamed.get(culprit.entry) ?? []);
  }
  for (const { entry } of orders) if (blamed.has(entry)) fail(writing, entry, blamed.get(entry) ?? []);
  return writeEntries(
    tx,
    writing,
    orders.filter(({ entry }) => !blamed.has(entry)),
  );
}

function fail<E extends Entry>(
  { stopAtFirst, done }: Writing<E>,
  entry: E,
  problems: readonly FieldProblem[],
): boolean {
  entry.problems.push(...problems);
  done(entry, 'failed');
  return !stopAtFirst;
}

async function write<E extends Entry>(tx: Ctx, served: Served, orders: readonly Order<E>[]): Promise<[E, Outcome][]> {
  const creates = orders.flatMap(({ entry, wish }) => (wish.kind === 'create' ? { entry, draft: wish.draft } : []));
  const updates = orders.flatMap(({ entry, wish }) => (wish.kind === 'update' ? { entry, update: wish } : []));
  // Changes first: they may set a number free that a new record takes.
  const patches = updates.map(({ update }) => update);
  const updated = patches.length > 0 ? await blaming(updates, () => updateRows(tx, served, patches)) : [];
  const drafts = creates.map(({ draft }) => draft);
  const created = drafts.length > 0 ? await blaming(creates, () => createRows(tx, served, drafts)) : [];
  return [
    ...creates.map(({ entry }, index) => noted(entry, created[index], 'created')),
    ...updates.map(({ entry }, index) =>
      noted(entry, updated[index], wasWritten(entry, updated[index]) ? 'updated' : 'unchanged'),
    ),
  ];
}

function noted<E extends Entry>(entry: E, row: AnyRow | undefined, outcome: Outcome): [E, Outcome] {
  entry.warnings = row && outcome !== 'unchanged' ? warningsOf(row) : [];
  return [entry, outcome];
}

const blame = new WeakMap<AppError, Blamed>();

/** Notes with a refusal which rows the rules found fault with. */
async function blaming(orders: readonly { entry: Entry }[], work: () => Promise<AnyRow[]>): Promise<AnyRow[]> {
  try {
    return await work();
  } catch (error) {
    const problems = error instanceof AppError ? problemsByChange(error) : undefined;
    if (error instanceof AppError && problems?.length === orders.length) {
      const found = orders.flatMap(({ entry }, index) =>
        problems[index]?.length ? [[entry, problems[index]] as const] : [],
      );
      blame.set(error, new Map(found));
    }
    throw error;
  }
}

/** The rules of the record may have put back what the row asked for. */
const wasWritten = ({ before }: Entry, row: AnyRow | undefined): boolean => row?.version !== before?.version;

const problemsOf = ({ code, params, fields }: AppError): readonly FieldProblem[] =>
  fields.length > 0 ? fields : [{ path: '', code, params }];
