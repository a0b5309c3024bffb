import { AppError, type FieldProblem, kernelErrors } from '#kernel/contract/index.ts';
import { problemsByChange } from '#kernel/server/changes.ts';
import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { createRows, deleteRows, parse, type Update, updateRows } from '#kernel/server/write.ts';
import { price, priceList } from '../../contract/index.ts';

/** What was entered in the grid of a price list: rows with an id are changed, the others are new. */
export interface EnteredPrices {
  rows: readonly EnteredRow[];
  removed: readonly { id: number; version?: number }[];
}
interface EnteredRow {
  id?: number;
  version?: number;
  values: Readonly<Record<string, unknown>>;
}

/** A row of the grid on its way; `index` is where it stands there. */
type Entry<T> = { index: number; value: T };

/**
 * Saves a grid of prices in one transaction, all or nothing: what is removed makes room, all changes count as one, so that
 * two prices may change places, and what is new comes last. Faults name their row: `rows.3.validFrom`.
 */
export function enterPrices(ctx: Ctx, list: number, { rows, removed }: EnteredPrices): Promise<{ saved: number }> {
  const served = ctx.app.served(price.name);
  return withTransaction(ctx, async (tx) => {
    await rowOf(tx, priceList, list);
    await refuseForeign(tx, list, [...rows.flatMap(({ id }) => id ?? []), ...removed.map(({ id }) => id)]);
    const problems = repeated(rows);
    const updates: Entry<Update>[] = [];
    const drafts: Entry<Record<string, unknown>>[] = [];
    for (const [index, { id, version, values }] of rows.entries())
      await noting(problems, [index], async () => {
        if (id === undefined) drafts.push({ index, value: parse(served.createSchema, { ...values, priceList: list }) });
        else
          updates.push({
            index,
            value: { id, ...(version !== undefined && { version }), patch: parse(served.updateSchema, values) },
          });
      });
    if (problems.length === 0) {
      if (removed.length > 0) await deleteRows(tx, served, removed);
      await noting(problems, places(updates), () => updateRows(tx, served, valuesOf(updates)));
      await noting(problems, places(drafts), () => createRows(tx, served, valuesOf(drafts)));
    }
    if (problems.length > 0) throw kernelErrors.invalidInput({}, problems);
    return { saved: rows.length + removed.length };
  });
}

const places = (entries: readonly Entry<unknown>[]) => entries.map(({ index }) => index);
const valuesOf = <T>(entries: readonly Entry<T>[]) => entries.map(({ value }) => value);

/** A grid changes the prices of its own list alone; others are not there for it. */
async function refuseForeign(tx: Ctx, list: number, ids: readonly number[]): Promise<void> {
  const own = new Set((await rowsOf(tx, price, ids)).filter(({ priceList: of }) => of === list).map(({ id }) => id));
  for (const id of ids) if (!own.has(id)) throw kernelErrors.notFound({ id });
}

function repeated(rows: readonly EnteredRow[]): FieldProblem[] {
  const seen = new Set<number>();
  return rows.flatMap(({ id }, index) => {
    const isAgain = id !== undefined && seen.has(id);
    if (id !== undefined) seen.add(id);
    return isAgain ? [{ path: `rows.${index}.id`, code: 'kernel.duplicate', params: { value: String(id) } }] : [];
  });
}

/** Collects what is refused with its fields, each under the row it is about; anything else ends the attempt. */
async function noting(problems: FieldProblem[], rows: readonly number[], work: () => Promise<unknown>): Promise<void> {
  if (rows.length === 0) return;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error;
    const byRow = problemsByChange(error) ?? [error.fields];
    for (const [place, fields] of byRow.entries())
      for (const field of fields) problems.push({ ...field, path: `rows.${rows[place] ?? 0}.${field.path}` });
  }
}
