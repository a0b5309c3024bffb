import { permissionOf } from '#kernel/contract/index.ts';
import { type Ctx, can } from '../ctx.ts';
import { invalidInput } from '../fields/problems.ts';
import type { Wire } from '../present.ts';
import { completeTexts, type ImportEntry } from './import-entry.ts';
import type { ImportPlan, PlannedField } from './import-plan.ts';
import { canonical, isSame } from './same-value.ts';
import { settleLines } from './settle-lines.ts';

type Values = Record<string, unknown>;

/** What a row asks for, in stored values; the write path takes it from here. */
export type Wish =
  | { kind: 'create'; draft: Values }
  | { kind: 'update'; id: number; version?: number; patch: Values }
  | { kind: 'unchanged' }
  | { kind: 'failed' };

const versionPattern = /^\d{1,15}$/;

/**
 * Decides what a row asks for. Only what differs from the record counts, so that a file exported and imported again
 * changes nothing, whatever is locked, read-only or inherited in it. What is wrong stands in `entry.problems`.
 * @param shown the record as an export shows it, where it inherits values.
 */
export function settleEntry(ctx: Ctx, plan: ImportPlan, entry: ImportEntry, shown: Wire | undefined): Wish {
  completeTexts(entry);
  settleLines(plan, entry);
  if (entry.problems.length > 0) return { kind: 'failed' };
  return entry.before ? settleUpdate(ctx, plan, entry, entry.before, shown) : settleCreate(ctx, plan, entry);
}

function settleCreate(ctx: Ctx, plan: ImportPlan, entry: ImportEntry): Wish {
  const { resource } = plan.served;
  const permission = permissionOf(resource, 'create');
  if (!resource.operations.includes('create')) fail(entry, '', 'methodNotAllowed');
  else if (!ctx.trusted && !can(ctx, permission)) fail(entry, '', 'missingPermission', { permission });
  const wire: Values = {};
  for (const [name, value] of Object.entries(entry.wire)) {
    // An empty cell leaves the field to its default, or to the server.
    if (value === null) continue;
    const field = plan.fields.get(name);
    const fixed = field && fixedBy(ctx, field, false);
    if (!fixed) wire[name] = value;
    else if (!isDefault(field, value)) fail(entry, name, plan.key.includes(name) ? 'notFound' : fixed);
  }
  const draft = parse(entry, plan.served.createSchema, wire);
  return draft && entry.problems.length === 0 ? { kind: 'create', draft } : { kind: 'failed' };
}

function settleUpdate(
  ctx: Ctx,
  plan: ImportPlan,
  entry: ImportEntry,
  before: NonNullable<ImportEntry['before']>,
  shown: Wire | undefined,
): Wish {
  const wire: Values = {};
  for (const [name, value] of Object.entries(entry.wire)) {
    const field = plan.fields.get(name);
    if (!field || (value === null && isHidden(ctx, field))) continue;
    if (isHidden(ctx, field)) {
      fail(entry, name, 'fieldNotPermitted');
      continue;
    }
    if (isSame(plan, field, before[name] ?? null, value) || isInherited(field, value, shown)) continue;
    const fixed = fixedBy(ctx, field, true);
    if (fixed) {
      if (!isSame(plan, field, before[name] ?? null, stored(field, value))) fail(entry, name, fixed);
    } else if (value !== null || !hasAlways(field)) wire[name] = value;
    else if (field.spec.kind !== 'bool') fail(entry, name, 'required');
  }
  const patch = parse(entry, plan.served.updateSchema, wire) ?? {};
  for (const [name, value] of Object.entries(patch)) {
    const field = plan.fields.get(name);
    if (field && isSame(plan, field, before[name] ?? null, value)) delete patch[name];
  }
  const version = versionOf(entry);
  const differs = Object.keys(patch).length > 0 || entry.problems.length > 0;
  if (!differs) return { kind: 'unchanged' };
  if (version !== undefined && version !== before.version) {
    // Whatever else is wrong: the row was written with an older record in mind.
    entry.problems.splice(0, entry.problems.length, {
      path: 'version',
      code: 'kernel.staleVersion',
      params: { yours: version, current: before.version },
    });
  }
  if (entry.problems.length > 0) return { kind: 'failed' };
  return { kind: 'update', id: before.id, ...(version !== undefined && { version }), patch };
}

function versionOf(entry: ImportEntry): number | undefined {
  if (entry.version === null) return undefined;
  if (versionPattern.test(entry.version)) return Number(entry.version);
  fail(entry, 'version', 'wrongType');
  return undefined;
}

const fail = (entry: ImportEntry, path: string, code: string, params?: Record<string, string>): void => {
  entry.problems.push({ path, code: `kernel.${code}`, ...(params && { params }) });
};

/** Whoever may neither read nor set a field must not learn from the report whether he has guessed its value. */
const isHidden = (ctx: Ctx, { spec }: PlannedField): boolean =>
  !ctx.trusted && Boolean(spec.read) && !can(ctx, spec.read ?? '') && !can(ctx, spec.write ?? spec.read ?? '');

/** Why the actor cannot set the field, as an error's name; undefined when he can. */
function fixedBy(ctx: Ctx, { spec }: PlannedField, exists: boolean): string | undefined {
  // A file does not lie in a cell: its id is shown, and stays what it is.
  if (spec.readOnly || spec.kind === 'file' || (exists && spec.createOnly)) return 'readOnlyField';
  const permission = spec.write ?? spec.read;
  return permission && !ctx.trusted && !can(ctx, permission) ? 'fieldNotPermitted' : undefined;
}

const hasAlways = ({ spec }: PlannedField): boolean => spec.required === true || spec.default !== undefined;

/** The stored form of one value; the wire value itself where it cannot be read, which then differs from everything. */
function stored({ accepts }: PlannedField, value: unknown): unknown {
  if (value === null) return null;
  const parsed = accepts.safeParse(value);
  return parsed.success ? parsed.data : { unreadable: value };
}

const isDefault = (field: PlannedField, value: unknown): boolean =>
  stored(field, value) === (field.spec.default ?? null);

/** The value that the record does not have itself, but shows. */
const isInherited = (field: PlannedField, value: unknown, shown: Wire | undefined): boolean =>
  Array.isArray(shown?.inherited) &&
  shown.inherited.includes(field.name) &&
  canonical(stored(field, shown[field.name])) === canonical(stored(field, value));

function parse(entry: ImportEntry, schema: ImportPlan['served']['createSchema'], wire: Values): Values | null {
  const result = schema.safeParse(wire, { reportInput: true });
  if (result.success) return result.data as Values;
  entry.problems.push(...invalidInput(result.error).fields);
  return null;
}
