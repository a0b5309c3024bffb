import { type Abilities, type FieldSpec, kernelErrors, permissionOf } from '#kernel/contract/index.ts';
import { type Ctx, can } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { selectByIds } from './db/statements.ts';
import { mayRead } from './query.ts';
import { References } from './references.ts';
import { loadChildren } from './rows.ts';
import { type AnyRow, type Child, housekeeping, loadFields, type Served, type ServedField } from './served.ts';

/** A record as JSON. */
export type Wire = Record<string, unknown>;

const heavy = new Set(['json', 'longText']);
export function shownFields(
  ctx: Ctx,
  served: Served,
  wanted: readonly string[] | undefined,
  whole = false,
): ServedField[] {
  return served.fields.filter(
    (field) => (wanted ? wanted.includes(field.name) : whole || !heavy.has(field.spec.kind)) && mayRead(ctx, field),
  );
}
export const wantedChildren = (served: Served, wanted: readonly string[] | undefined, hasLines = false) =>
  served.children.filter((child) => (hasLines || child.spec.kind === 'refs') && wanted?.includes(child.name));

/** Columns to read for the shown fields: their own, the parent they inherit from, and the state that decides the abilities. */
export function neededColumns(served: Served, fields: readonly ServedField[]): string[] {
  const names = new Set(fields.flatMap((field) => [field.name, ...(field.spec.inherit ? [field.spec.inherit] : [])]));
  names.add('state');
  return [...names].flatMap((name) => served.byName.get(name)?.columns ?? []);
}

/** Reads the cells of {@link neededColumns} into rows; what is the same for all rows is found out once. */
export function rowReader(served: Served, fields: readonly ServedField[]): (cells: Record<string, Cell>) => AnyRow {
  const read = new Set(fields);
  for (const field of fields) {
    const parent = served.byName.get(field.spec.inherit ?? '');
    if (parent) read.add(parent);
  }
  const state = served.byName.get('state');
  if (state) read.add(state);
  const wanted = [...read];
  const columns = Object.entries(housekeeping);
  return (cells) => {
    const row: Record<string, unknown> = {};
    for (const [column, name] of columns) row[name] = cells[column] ?? null;
    loadFields(cells, wanted, row);
    return row as AnyRow;
  };
}

/** Rows as JSON for this actor: references with titles, inherited values, only readable fields. */
export async function present(
  ctx: Ctx,
  served: Served,
  rows: readonly AnyRow[],
  fields: readonly ServedField[],
  children: readonly Child[],
): Promise<Wire[]> {
  const references = new References(ctx);
  for (const child of children) {
    const missing = rows.filter((row) => row[child.name] === undefined);
    if (missing.length > 0) await loadChildren(ctx, child, missing as AnyRow[]);
  }
  const lineFields = new Map(
    children.map((child) => [child.name, child.fields.filter((field) => mayRead(ctx, field))]),
  );
  for (const row of rows) {
    for (const field of fields) wantReference(references, field, row);
    for (const child of children) {
      const values = row[child.name] as unknown[];
      if (child.spec.kind === 'refs') for (const id of values) references.want(child.spec.target ?? '', id);
      else
        for (const line of values)
          for (const field of lineFields.get(child.name) ?? []) wantReference(references, field, line as Wire);
    }
  }
  await references.resolve();
  const parents = await inheritedRows(ctx, served, fields, rows);
  const abilitiesOf = abilityReader(ctx, served);
  return rows.map((row) => {
    const wire: Wire = {
      id: row.id,
      version: row.version,
      createdAt: instant(row.createdAt),
      updatedAt: instant(row.updatedAt),
    };
    showFields(wire, row, fields, references);
    inherit(wire, row, fields, parents);
    for (const child of children) {
      const values = row[child.name] as Wire[];
      wire[child.name] =
        child.spec.kind === 'refs'
          ? values.map((id) => references.get(child.spec.target ?? '', id))
          : values.map((line) => showFields({ id: line.id }, line, lineFields.get(child.name) ?? [], references));
    }
    wire.abilities = abilitiesOf(row);
    return wire;
  });
}

const instant = (value: unknown) => new Date(Number(value)).toISOString();

function wantReference(references: References, { spec, name }: ServedField, row: Wire): void {
  if (spec.kind === 'ref') references.want(spec.target ?? '', row[name]);
  else if (spec.kind === 'file') references.want('kernel.file', row[name]);
}

function showFields(wire: Wire, row: Wire, fields: readonly ServedField[], references: References): Wire {
  for (const { name, spec, codec } of fields) {
    const value = row[name] ?? null;
    if (spec.kind === 'ref') wire[name] = references.get(spec.target ?? '', value);
    else if (spec.kind === 'file') wire[name] = references.file(value);
    else wire[name] = codec.toWire ? codec.toWire(value) : value;
  }
  return wire;
}

/** Rows of the parents from which fields inherit, by the name of the ref field, with one statement each. */
async function inheritedRows(
  ctx: Ctx,
  served: Served,
  fields: readonly ServedField[],
  rows: readonly AnyRow[],
): Promise<Map<string, Map<number, AnyRow>>> {
  const parents = new Map<string, Map<number, AnyRow>>();
  for (const via of new Set(fields.flatMap((field) => field.spec.inherit ?? []))) {
    const parent = ctx.app.served(served.byName.get(via)?.spec.target ?? '');
    const ids = rows.map((row) => row[via]).filter((id): id is number => typeof id === 'number');
    const inheritable = fields
      .filter((field) => field.spec.inherit === via)
      .flatMap((field) => parent.byName.get(field.name) ?? []);
    const columns = ['id', ...inheritable.flatMap((field) => field.columns)];
    const found = ids.length > 0 ? await selectByIds(ctx.db, parent.table, columns, ids, false) : [];
    parents.set(
      via,
      new Map(
        found.map((cells) => {
          const row: Record<string, unknown> = { id: Number(cells.id) };
          loadFields(cells, inheritable, row);
          return [Number(cells.id), row as AnyRow];
        }),
      ),
    );
  }
  return parents;
}

function inherit(
  wire: Wire,
  row: AnyRow,
  fields: readonly ServedField[],
  parents: Map<string, Map<number, AnyRow>>,
): void {
  const inherited: string[] = [];
  for (const { name, spec, codec } of fields) {
    if (!spec.inherit || row[name] !== null) continue;
    const value = parents.get(spec.inherit)?.get(Number(row[spec.inherit]))?.[name] ?? null;
    if (value === null) continue;
    wire[name] = codec.toWire ? codec.toWire(value) : value;
    inherited.push(name);
  }
  if (inherited.length > 0) wire.inherited = inherited;
}

/** What the actor may do with a row now: permission, and a state that allows it. The same for all rows of one state. */
function abilityReader(ctx: Ctx, served: Served): (row: AnyRow) => Abilities {
  const { resource } = served;
  const may = (action: string) => can(ctx, permissionOf(resource, action));
  const allowed = (operation: 'update' | 'delete') => resource.operations.includes(operation) && may(operation);
  const [update, remove] = [allowed('update'), allowed('delete')];
  const verbs = Object.entries(resource.verbs).filter(([name]) => may(name));
  const isFixed = (spec: FieldSpec) => spec.readOnly || spec.createOnly || (spec.write && !can(ctx, spec.write));
  const fields = Object.entries(resource.fields).filter(([, spec]) => mayRead(ctx, { spec }));
  const fixed = fields.filter(([, spec]) => isFixed(spec)).map(([name]) => name);
  const byState = new Map<string, Abilities>();
  return (row) => {
    const state = String(row.state ?? '');
    let found = byState.get(state);
    if (!found) {
      const open = isEditable(served, row);
      const offered = verbs.filter(([, verb]) => !verb.from || verb.from.includes(state)).map(([name]) => name);
      found = { update: open && update, delete: open && remove, verbs: offered, fixed };
      byState.set(state, found);
    }
    return found;
  };
}

/** May a user change the record in this state by hand? */
export function isEditable({ resource }: Served, row: AnyRow): boolean {
  const state = String(row.state ?? '');
  if (resource.editableIn) return resource.editableIn.includes(state);
  return !resource.lock?.states.includes(state);
}

/** One whole row as JSON for this actor. */
export async function presentRecord(ctx: Ctx, served: Served, row: AnyRow): Promise<Wire> {
  const children = served.children.filter((child) => mayRead(ctx, child));
  const [wire] = await present(ctx, served, [row], shownFields(ctx, served, undefined, true), children);
  if (!wire) throw kernelErrors.notFound();
  return wire;
}
