import { AppError, type FieldProblem, kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import { rowOf } from '#kernel/server/read.ts';
import { createRows, deleteRows, parse, updateRows } from '#kernel/server/write.ts';
import { price, priceList } from '../../contract/index.ts';

/** What was entered in the grid of a price list: rows with an id are changed, the others are new. */
export interface EnteredPrices {
  rows: readonly { id?: number; version?: number; values: Readonly<Record<string, unknown>> }[];
  removed: readonly { id: number; version?: number }[];
}

/** Saves a grid of prices in one transaction, all or nothing. Faults name their row: `rows.3.validFrom`. */
export function enterPrices(ctx: Ctx, list: number, { rows, removed }: EnteredPrices): Promise<{ saved: number }> {
  const served = ctx.app.served(price.name);
  return withTransaction(ctx, async (tx) => {
    await rowOf(tx, priceList, list);
    if (removed.length > 0) await deleteRows(tx, served, removed);
    const problems: FieldProblem[] = [];
    for (const [index, { id, version, values }] of rows.entries()) {
      try {
        if (id === undefined)
          await createRows(tx, served, [parse(served.createSchema, { ...values, priceList: list })]);
        else
          await updateRows(tx, served, [
            { id, ...(version !== undefined && { version }), patch: parse(served.updateSchema, values) },
          ]);
      } catch (error) {
        // What was refused with its fields is said of all rows at once; anything else ends the attempt.
        if (!(error instanceof AppError) || error.fields.length === 0) throw error;
        for (const field of error.fields) problems.push({ ...field, path: `rows.${index}.${field.path}` });
      }
    }
    if (problems.length > 0) throw kernelErrors.invalidInput({}, problems);
    return { saved: rows.length + removed.length };
  });
}
