import type { z } from 'zod';
import { AppError, type FieldProblem } from '#kernel/contract/index.ts';
import { newChange, patchChange } from '../changes.ts';
import type { Ctx } from '../ctx.ts';
import { invalidInput } from '../fields/problems.ts';
import { duplicates, refuseUnknownReferences } from '../refusals.ts';
import type { AnyRow, Change, Served } from '../served.ts';
import { access, settle } from '../write.ts';

const fieldOf = (path: string) => path.split('.')[0] ?? '';

/**
 * Asks the rules of the write path what they say of values that nobody saves yet: those of a new record (`before` null),
 * or changes to a record. Nothing is written, drawn or locked. Throws 403 for what the actor may not do or set.
 */
export async function checkRecord(
  ctx: Ctx,
  served: Served,
  before: AnyRow | null,
  input: Record<string, unknown>,
): Promise<Record<'errors' | 'warnings', FieldProblem[]>> {
  const schema = (before ? served.updateSchema : served.createSchema) as z.ZodObject;
  const whole = schema.safeParse(input, { reportInput: true });
  const errors = whole.success ? [] : [...invalidInput(whole.error).fields];
  // A form is half empty most of the time: what can be read is asked about all the same.
  const broken = new Set(errors.map(({ path }) => fieldOf(path)));
  const rest = Object.entries(input).filter(([name]) => !broken.has(name));
  const values = whole.success ? whole.data : schema.partial().parse(Object.fromEntries(rest));
  const asking: Ctx = { ...ctx, checking: true, inTransaction: true, strict: false };
  access(asking, served, before ? 'update' : 'create', [values]);
  const change = before ? patchChange(served, structuredClone(before), values) : newChange(served, values);
  const found = await ask(asking, served, change, errors.length > 0);
  errors.push(...found.filter(({ path }) => !broken.has(fieldOf(path))));
  return { errors, warnings: change.warnings };
}

async function ask(ctx: Ctx, served: Served, change: Change, isHalf: boolean): Promise<readonly FieldProblem[]> {
  try {
    await settle(ctx, served, [change]);
    // What the engine would refuse has to be looked for here.
    await refuseUnknownReferences(ctx, served, [change], served.targets);
    return [...change.problems, ...(await duplicates(ctx, served, [change]))];
  } catch (error) {
    if (error instanceof AppError && error.status < 500)
      return error.fields.length > 0 ? error.fields : [{ path: '', code: error.code, params: error.params }];
    // Rules may count on values that are still missing.
    if (isHalf && error instanceof TypeError) return [];
    throw error;
  }
}
