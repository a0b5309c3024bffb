import { type AppError, type FieldProblem, type Fields, kernelErrors } from '#kernel/contract/index.ts';
import type { AnyRow, Change, Served } from './served.ts';

type Values = Record<string, unknown>;

/** A new record: the defaults, then what was given. */
export const newChange = (served: Served, draft: Values): Change => {
  const row: Values = {};
  for (const [name, spec] of Object.entries(served.resource.fields)) row[name] = spec.default ?? null;
  for (const child of served.children) row[child.name] = [];
  Object.assign(row, draft);
  return asChange(served, null, row as AnyRow, draft);
};

/** A change to a record: what it was, then what was given. */
export const patchChange = (served: Served, before: AnyRow, patch: Values): Change =>
  asChange(served, before, { ...before, ...patch }, patch);

/** What a verb is given, whole, its lines too: what nobody gave is its default, else null. */
export const inputOf = ({ resource }: Served, verb: string, input: Values): Values =>
  wholeOf(resource.verbs[verb]?.input ?? {}, input);

function wholeOf(fields: Fields, given: Values): Values {
  const whole = blank(fields);
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const inner = fields[name]?.fields;
    whole[name] = inner && Array.isArray(value) ? value.map((line: Values) => wholeOf(inner, line)) : value;
  }
  return whole;
}

const blank = (fields: Fields): Values =>
  Object.fromEntries(Object.entries(fields).map(([name, spec]) => [name, spec.default ?? null]));

function asChange(served: Served, before: AnyRow | null, row: AnyRow, given: Values): Change {
  const change: Change = {
    before,
    row,
    given: new Set(Object.keys(given)),
    givenInLine: (lines, index, field) => field in ((given[lines] as Values[] | undefined)?.[index] ?? {}),
    problems: [],
    warnings: [],
    fail: (path, code, params) => change.problems.push({ path, code, ...(params && { params }) }),
    warn: (path, code, params) => {
      change.warnings.push({ path, code, ...(params && { params }), level: 'warning' });
      noted.set(change.row, change.warnings);
    },
  };
  for (const child of served.children)
    if (child.spec.kind === 'lines' && change.given.has(child.name))
      mergeLines(change, child.name, child.spec.fields ?? {});
  return change;
}

/** Lines with an id keep what was not given; new ones start from the defaults; an id of another record is refused. */
function mergeLines(change: Change, name: string, fields: Fields): void {
  const known = new Map(((change.before?.[name] ?? []) as { id: number }[]).map((line) => [line.id, line]));
  const fresh = blank(fields);
  change.row[name] = (change.row[name] as Values[]).map((line, index) => {
    const old = typeof line.id === 'number' ? known.get(line.id) : undefined;
    if (line.id !== undefined && !old) change.fail(`${name}.${index}.id`, 'kernel.unknownReference');
    return { ...(old ?? fresh), ...line };
  });
}

const noted = new WeakMap<object, readonly FieldProblem[]>();
/** What the rules found doubtful in a row that create, update or a verb has answered. */
export const warningsOf = (row: object): readonly FieldProblem[] => noted.get(row) ?? [];

const attributed = new WeakMap<AppError, readonly (readonly FieldProblem[])[]>();
/** What was wrong with each of the changes, in their order; undefined for a refusal that does not tell. */
export const problemsByChange = (refusal: AppError) => attributed.get(refusal);

/** Refuses the write with all notes at once; a strict one for its warnings as well. */
export function throwProblems(changes: readonly Change[], strict = false): void {
  const problems = changes.map((change) => (strict ? [...change.problems, ...change.warnings] : change.problems));
  if (problems.every(({ length }) => length === 0)) return;
  const refusal = kernelErrors.invalidInput({}, problems.flat());
  attributed.set(refusal, problems);
  throw refusal;
}
