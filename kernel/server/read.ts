import {
  type Abilities,
  type Field,
  type Fields,
  kernelErrors,
  type ListQuery,
  type ListResult,
  permissionOf,
  type Resource,
  type Row,
} from '#kernel/contract/index.ts';
import { type Ctx, can, demand } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { selectByIds } from './db/statements.ts';
import { afterPosition, conditions, decodeCursor, encodeCursor, mayRead, orderOf } from './query.ts';
import { References } from './references.ts';
import { type AnyRow, type Child, housekeeping, loadFields, loadRow, type Served, type ServedField } from './served.ts';

/** A record as JSON. */
export type Wire = Record<string, unknown>;

const countedAtMost = 1000;
const pageSize = 50;
const largestPage = 200;

/**
 * The one read path. Everything that leaves Kontor passes here, so that row scope and field permissions hold alike in
 * list, record, export, search, report, PDF, audit and socket (design §2 rule 6).
 */
export async function listRecords(
  ctx: Ctx,
  served: Served,
  query: ListQuery,
  limits = { most: largestPage },
): Promise<ListResult<Wire>> {
  if (!ctx.trusted) demand(ctx, permissionOf(served.resource, 'read'));
  const where = conditions(ctx, served, query);
  if (where === null) return { items: [], next: null, total: 0, totalExact: true };
  const order = orderOf(ctx, served, query.sort);
  const limit = Math.min(query.limit ?? pageSize, limits.most);
  const fields = shownFields(ctx, served, query.fields);
  const columns = new Set([...Object.keys(housekeeping), order.column, ...neededColumns(served, fields)]);
  const direction = order.descending ? 'desc' : 'asc';
  let page = ctx.db
    .selectFrom(served.table)
    .select([...columns])
    .orderBy(order.column, direction)
    .limit(limit + 1);
  if (order.column !== 'id') page = page.orderBy('id', direction);
  for (const condition of where) page = page.where(condition);
  if (query.cursor) page = page.where(afterPosition(order, decodeCursor(query.cursor, order)));
  const found = await page.execute();
  const more = found.length > limit;
  const cells = more ? found.slice(0, limit) : found;
  const last = cells.at(-1);
  const next = more && last ? encodeCursor(order, { value: last[order.column] ?? null, id: Number(last.id) }) : null;
  const items = await present(
    ctx,
    served,
    cells.map((row) => partialRow(row, served, fields)),
    fields,
    wantedChildren(served, query.fields),
  );
  // A first page that holds everything needs no count.
  const counted =
    !query.cursor && !more ? cells.length : await countRecords(ctx, served, where, query.countAll ?? false);
  return {
    items,
    next,
    total: Math.min(counted, query.countAll ? counted : countedAtMost),
    totalExact: query.countAll || counted <= countedAtMost,
  };
}

async function countRecords(
  ctx: Ctx,
  served: Served,
  where: NonNullable<ReturnType<typeof conditions>>,
  all: boolean,
): Promise<number> {
  let matches = ctx.db.selectFrom(served.table).select('id');
  for (const condition of where) matches = matches.where(condition);
  if (!all) matches = matches.limit(countedAtMost + 1);
  const row = await ctx.db
    .selectFrom(matches.as('matches'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** One record with its lines and the actor's abilities; 404 for what does not exist and for what may not be seen. */
export async function getRecord(ctx: Ctx, served: Served, id: number): Promise<Wire> {
  demand(ctx, permissionOf(served.resource, 'read'));
  const [row] = await visibleRows(ctx, served, [id]);
  if (!row) throw kernelErrors.notFound();
  return presentRecord(ctx, served, row);
}

export async function presentRecord(ctx: Ctx, served: Served, row: AnyRow): Promise<Wire> {
  const [wire] = await present(
    ctx,
    served,
    [row],
    shownFields(ctx, served, undefined, true),
    served.children.filter((child) => mayReadSpec(ctx, child.spec)),
  );
  if (!wire) throw kernelErrors.notFound();
  return wire;
}

/** The given rows, if they lie in the actor's scope. */
export async function visibleRows(ctx: Ctx, served: Served, ids: readonly number[]): Promise<AnyRow[]> {
  const where = conditions(ctx, served, {});
  if (where === null) return [];
  if (where.length === 0) return loadRows(ctx, served, ids);
  let query = ctx.db
    .selectFrom(served.table)
    .select('id')
    .where('id', 'in', [...ids]);
  for (const condition of where) query = query.where(condition);
  return loadRows(
    ctx,
    served,
    (await query.execute()).map((row) => Number(row.id)),
  );
}

/** Whole rows with their lines, in id order, whoever asks; `lock` keeps others from changing them until the transaction ends. */
export async function loadRows(ctx: Ctx, served: Served, ids: readonly number[], lock = false): Promise<AnyRow[]> {
  if (ids.length === 0) return [];
  const rows = (
    await selectByIds(ctx.db, served.table, served.columns, ids, lock && ctx.app.engine.dialect === 'mysql')
  ).map((cells) => loadRow(cells, served));
  for (const child of served.children) await loadChildren(ctx, child, rows);
  return rows;
}

async function loadChildren(ctx: Ctx, child: Child, rows: AnyRow[]): Promise<void> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) row[child.name] = [];
  const append = (parent: Cell | undefined, value: unknown) => {
    const list = byId.get(Number(parent))?.[child.name];
    if (Array.isArray(list)) list.push(value);
  };
  const ids = [...byId.keys()];
  if (child.spec.kind === 'refs') {
    const pairs = await ctx.db
      .selectFrom(child.table)
      .select(['parent_id', 'target_id'])
      .where('parent_id', 'in', ids)
      .orderBy('target_id')
      .execute();
    for (const pair of pairs) append(pair.parent_id, Number(pair.target_id));
    return;
  }
  const columns = ['id', 'parent_id', 'position', ...child.fields.flatMap((field) => field.columns)];
  const cells = await selectByIds(ctx.db, child.table, columns, ids, false, 'parent_id');
  cells.sort((a, b) => Number(a.position) - Number(b.position));
  for (const line of cells) {
    const value: Record<string, unknown> = { id: Number(line.id) };
    loadFields(line, child.fields, value);
    append(line.parent_id, value);
  }
}

/** Typed rows for verbs and rules: by id, in id order, without regard to the actor's scope. */
export const rowsOf = <N extends string, F extends Fields, V>(
  ctx: Ctx,
  resource: Resource<N, F, V>,
  ids: readonly number[],
  options: { lock?: boolean } = {},
) => loadRows(ctx, ctx.app.served(resource.name), ids, options.lock) as unknown as Promise<Row<Resource<N, F, V>>[]>;

/** The typed row with this id; throws 404 `kernel.notFound`. */
export async function rowOf<N extends string, F extends Fields, V>(
  ctx: Ctx,
  resource: Resource<N, F, V>,
  id: number,
  options: { lock?: boolean } = {},
) {
  const [row] = await rowsOf(ctx, resource, [id], options);
  if (!row) throw kernelErrors.notFound();
  return row;
}

const mayReadSpec = (ctx: Ctx, spec: Field | ServedField['spec']) => !spec.read || can(ctx, spec.read);

const heavy = new Set(['json', 'longText']);
function shownFields(ctx: Ctx, served: Served, wanted: readonly string[] | undefined, whole = false): ServedField[] {
  return served.fields.filter(
    (field) => (wanted ? wanted.includes(field.name) : whole || !heavy.has(field.spec.kind)) && mayRead(ctx, field),
  );
}
const wantedChildren = (served: Served, wanted: readonly string[] | undefined) =>
  served.children.filter((child) => child.spec.kind === 'refs' && wanted?.includes(child.name));

/** Columns to read for the shown fields: their own, the parent they inherit from, and the state that decides the abilities. */
function neededColumns(served: Served, fields: readonly ServedField[]): string[] {
  const names = new Set(fields.flatMap((field) => [field.name, ...(field.spec.inherit ? [field.spec.inherit] : [])]));
  names.add('state');
  return [...names].flatMap((name) => served.byName.get(name)?.columns ?? []);
}

function partialRow(cells: Record<string, Cell>, served: Served, fields: readonly ServedField[]): AnyRow {
  const row: Record<string, unknown> = {};
  for (const [column, name] of Object.entries(housekeeping)) row[name] = cells[column] ?? null;
  const inherited = fields.flatMap((field) => served.byName.get(field.spec.inherit ?? '') ?? []);
  const state = served.byName.get('state');
  loadFields(cells, state ? [...fields, ...inherited, state] : [...fields, ...inherited], row);
  return row as AnyRow;
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
    wire.abilities = abilities(ctx, served, row);
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

/** What the actor may do with a row now: permission, and a state that allows it. */
export function abilities(ctx: Ctx, served: Served, row: AnyRow): Abilities {
  const { resource } = served;
  const state = row.state as string | undefined;
  const open = isEditable(served, row);
  const may = (action: string) => can(ctx, permissionOf(resource, action));
  return {
    update: open && resource.operations.includes('update') && may('update'),
    delete: open && resource.operations.includes('delete') && may('delete'),
    verbs: Object.entries(resource.verbs)
      .filter(([name, verb]) => (!verb.from || verb.from.includes(state ?? '')) && may(name))
      .map(([name]) => name),
    fixed: Object.entries(resource.fields)
      .filter(([, spec]) => !spec.secret && (spec.readOnly || spec.createOnly || (spec.write && !can(ctx, spec.write))))
      .map(([name]) => name),
  };
}

/** May a user change the record in this state by hand? */
export function isEditable({ resource }: Served, row: AnyRow): boolean {
  const state = String(row.state ?? '');
  if (resource.editableIn) return resource.editableIn.includes(state);
  return !resource.lock?.states.includes(state);
}
