import { type AppError, type Field, type FieldProblem, type Fields, kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, can } from './ctx.ts';
import { NumberToDraw } from './sequence.ts';
import type { Change, Served } from './served.ts';

type Values = Record<string, unknown>;

/** Paths of given fields that the actor may not set. */
export function* forbiddenFields(tx: Ctx, fields: Fields, values: Values, prefix: string): Generator<string> {
  for (const [name, value] of Object.entries(values)) {
    const spec = fields[name];
    if (!spec) continue;
    // Who may not see a field cannot set it either.
    const needed = spec.write ?? spec.read;
    if (needed && !can(tx, needed)) yield prefix + name;
    if (spec.fields && Array.isArray(value)) {
      for (const [index, line] of value.entries())
        yield* forbiddenFields(tx, spec.fields, line as Values, `${prefix}${name}.${index}.`);
    }
  }
}

/** What the record must have and has not, after everything the server could fill. */
export function refuseMissing(served: Served, change: Change): void {
  missingIn(served.resource.fields, change.row, '', change);
}

const demanding = new WeakMap<Fields, [string, Field][]>();
/** Fields that must be there, or hold lines in which some must. */
function demandingFields(fields: Fields): [string, Field][] {
  let known = demanding.get(fields);
  if (!known) {
    known = Object.entries(fields).filter(([, spec]) => spec.required || spec.fields);
    demanding.set(fields, known);
  }
  return known;
}

function missingIn(fields: Fields, values: Values, prefix: string, change: Change): void {
  for (const [name, spec] of demandingFields(fields)) {
    const value = values[name];
    if (spec.fields && Array.isArray(value)) {
      for (const [index, line] of value.entries())
        missingIn(spec.fields, line as Values, `${prefix}${name}.${index}.`, change);
    } else if (
      spec.required &&
      (value === null || value === undefined) &&
      !(prefix === '' && isOldGap(change, name)) &&
      !(isFilled(spec) && hasFault(change, prefix))
    )
      change.fail(prefix + name, 'kernel.required');
  }
}

/** A field became required after the record was written: an unrelated change does not have to fill it. */
const isOldGap = ({ before, given }: Change, name: string): boolean =>
  before !== null && (before[name] ?? null) === null && !given.has(name);

const isFilled = ({ filled, readOnly }: Field): boolean => filled === true || readOnly === true;
/** Something beside or above it is wrong: what the server fills in from that is missing for this reason alone. */
const hasFault = ({ problems }: Change, prefix: string): boolean =>
  problems.some(({ path }) => prefix.startsWith(path.slice(0, path.lastIndexOf('.') + 1)));

function* referencesOf(
  fields: Fields,
  values: Values,
  prefix: string,
): Generator<{ path: string; target: string; id: number }> {
  for (const [name, spec] of Object.entries(fields)) {
    const value = values[name];
    if (spec.kind === 'ref' && typeof value === 'number')
      yield { path: prefix + name, target: spec.target ?? '', id: value };
    if (spec.kind === 'refs')
      for (const id of (value ?? []) as number[]) yield { path: prefix + name, target: spec.target ?? '', id };
    if (spec.fields)
      for (const [index, line] of ((value ?? []) as Values[]).entries())
        yield* referencesOf(spec.fields, line, `${prefix}${name}.${index}.`);
  }
}

/**
 * What the database would let pass: references to records outside the actor's scope, and those that it holds no key for.
 * Everything else costs nothing here.
 */
export function refuseUnheldReferences(ctx: Ctx, served: Served, changes: readonly Change[]): Promise<void> {
  const isLimited = (target: string) => (ctx.app.served(target).behaviour.scope?.(ctx) ?? true) !== true;
  const isUnheld = (target: string) => served.unheldTargets.has(target) || isLimited(target);
  return refuseUnknownReferences(ctx, served, changes, served.targets.filter(isUnheld));
}

/** Notes references to records that do not exist, or not for this actor, with one statement for each of the `targets`. */
export async function refuseUnknownReferences(
  ctx: Ctx,
  served: Served,
  changes: readonly Change[],
  targets: readonly string[],
): Promise<void> {
  if (targets.length === 0) return;
  const wanted = new Map(targets.map((target) => [target, [] as { change: Change; path: string; id: number }[]]));
  for (const change of changes) {
    for (const reference of referencesOf(served.resource.fields, change.row, ''))
      wanted.get(reference.target)?.push({ change, ...reference });
  }
  for (const [target, references] of wanted) {
    const ids = references.map(({ id }) => id);
    const known = await existing(ctx, target, ids);
    for (const { change, path, id } of references) if (!known.has(id)) change.fail(path, 'kernel.unknownReference');
  }
}

/** Those of the ids that there are, as far as the actor may see them. */
async function existing(ctx: Ctx, target: string, ids: readonly number[]): Promise<Set<number>> {
  const served = ctx.app.served(target);
  const scope = ctx.trusted ? true : (served.behaviour.scope?.(ctx) ?? true);
  if (scope === false || ids.length === 0) return new Set();
  let query = ctx.db
    .selectFrom(served.table)
    .select('id')
    .where('id', 'in', [...new Set(ids)]);
  if (scope !== true) query = query.where(scope);
  return new Set((await query.execute()).map((row) => Number(row.id)));
}

/** What a verb was given. */
export interface Given {
  fields: Fields;
  values: Values;
}

/** References to records that there are not, by the targets that the fields name. */
async function unknownGiven(ctx: Ctx, { fields, values }: Given): Promise<FieldProblem[]> {
  const problems: FieldProblem[] = [];
  for (const [target, references] of Map.groupBy(referencesOf(fields, values, ''), (one) => one.target)) {
    const ids = references.map(({ id }) => id);
    const known = await existing(ctx, target, ids);
    for (const { path, id } of references) if (!known.has(id)) problems.push({ path, code: 'kernel.unknownReference' });
  }
  return problems;
}

/** Turns the engine's refusal (unique key, foreign key) into the module's words or the fields at fault; looks only after the fault, never before it. */
export async function explainFault(
  ctx: Ctx,
  served: Served,
  changes: readonly Change[],
  error: AppError,
  given: Given = { fields: {}, values: {} },
): Promise<AppError> {
  const rows = changes.map(({ row }) => row);
  const told = await served.behaviour.explain?.(ctx, error, rows);
  if (told) return told;
  if (error.code === 'kernel.duplicate') {
    const problems = await duplicates(ctx, served, changes);
    return problems.length > 0 ? kernelErrors.duplicate({}, problems) : error;
  }
  if (error.code === 'kernel.stillReferenced') {
    await refuseUnknownReferences(ctx, served, changes, served.targets);
    const own = changes.flatMap((change) => change.problems);
    const problems = own.length > 0 ? own : await unknownGiven(ctx, given);
    return problems.length > 0 ? kernelErrors.invalidInput({}, problems) : error;
  }
  return error;
}

/** Values that another record has already, though no two may share them. */
export async function duplicates(ctx: Ctx, served: Served, changes: readonly Change[]): Promise<FieldProblem[]> {
  const keys = [
    ...served.fields.filter((field) => field.spec.unique).map((field) => [field.name]),
    ...(served.resource.unique ?? []),
  ];
  const problems: FieldProblem[] = [];
  for (const key of keys) {
    const seen = new Set<string>();
    for (const { row } of changes) {
      const values = key.map((name) => row[name]);
      if (values.some((value) => value === null || value === undefined || value instanceof NumberToDraw)) continue;
      const text = values.join('\n');
      let query = ctx.db.selectFrom(served.table).select('id');
      for (const name of key)
        query = query.where(served.byName.get(name)?.columns[0] ?? name, '=', row[name] as string | number);
      const other = await query.executeTakeFirst();
      const taken = (other && Number(other.id) !== row.id) || seen.has(text);
      seen.add(text);
      if (taken)
        problems.push({ path: key.at(-1) ?? '', code: 'kernel.duplicate', params: { value: String(values.at(-1)) } });
    }
  }
  return problems;
}
