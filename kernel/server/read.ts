import {
  type Fields,
  kernelErrors,
  type ListQuery,
  type ListResult,
  permissionOf,
  type Resource,
  type Row,
} from '#kernel/contract/index.ts';
import { type Ctx, demand } from './ctx.ts';
import { runShape } from './db/compiled.ts';
import type { Cell } from './db/engine.ts';
import { neededColumns, present, presentRecord, rowReader, shownFields, type Wire, wantedChildren } from './present.ts';
import {
  afterPosition,
  type Condition,
  conditions,
  decodeCursor,
  encodeCursor,
  inSome,
  type Order,
  orderOf,
  shapeOf,
} from './query.ts';
import { loadRows } from './rows.ts';
import { find } from './search/find.ts';
import { rankedPage } from './search/ranked-page.ts';
import { paddedParts } from './search/token-statements.ts';
import { type AnyRow, housekeeping, type Served } from './served.ts';
import { throughTrees } from './tree.ts';

const countedAtMost = 1000;
const pageSize = 50;
const largestPage = 200;

interface ListOptions {
  most?: number;
  isCounted?: boolean;
  /** With the lines that the query's fields name; in a list they are left out. */
  hasLines?: boolean;
}

/**
 * The one read path. Everything that leaves Kontor passes here, so that row scope and field permissions hold alike in
 * list, record, export, search, report, PDF, audit and socket (design §2 rule 6).
 */
export async function listRecords(
  ctx: Ctx,
  served: Served,
  query: ListQuery,
  { most = largestPage, isCounted = true, hasLines = false }: ListOptions = {},
): Promise<ListResult<Wire>> {
  if (!ctx.trusted) demand(ctx, permissionOf(served.resource, 'read'));
  const where = conditions(ctx, served, { filters: await throughTrees(ctx, served, query.filters) });
  if (where === null) return nothing;
  const limit = Math.min(query.limit ?? pageSize, most);
  if (!query.q?.trim()) return sortedList(ctx, served, query, where, { limit, isCounted, hasLines });
  const found = await find(ctx, served, query.q);
  if (!found || (found.isComplete && found.hits.length === 0)) return nothing;
  if (query.sort) return sortedList(ctx, served, query, [...where, found.condition], { limit, isCounted, hasLines });
  const page = await rankedPage(ctx, served, found, where, { limit, cursor: query.cursor, isCounted });
  const { columns, show } = shownOf(ctx, served, query, 'id', hasLines);
  const among = inSome('id', [...paddedParts(page.ids)]);
  const cells = page.ids.length > 0 ? await pageOf(ctx, served, columns, [among], byId, page.ids.length) : [];
  const byOwnId = new Map(cells.map((row) => [Number(row.id), row]));
  const items = await show(page.ids.map((id) => byOwnId.get(id)).filter((row) => row !== undefined));
  if (!query.countAll || page.totalExact)
    return { items, next: page.next, ...cappedTotal(page.total, page.totalExact, query) };
  const total = await countRecords(ctx, served, [...where, found.condition], true);
  return { items, next: page.next, total, totalExact: true };
}

const nothing: ListResult<Wire> = { items: [], next: null, total: 0, totalExact: true };
const byId: Order = { column: 'id', descending: false };

/** More than is counted is said to be at least that many, unless all were asked for. */
const cappedTotal = (counted: number, isExact: boolean, { countAll }: ListQuery) =>
  countAll
    ? { total: counted, totalExact: isExact }
    : { total: Math.min(counted, countedAtMost), totalExact: isExact && counted <= countedAtMost };

/** Which columns a list needs, and how their cells become what the actor sees. */
function shownOf(ctx: Ctx, served: Served, query: ListQuery, sortColumn: string, hasLines: boolean) {
  const fields = shownFields(ctx, served, query.fields);
  const columns = [...new Set([...Object.keys(housekeeping), sortColumn, ...neededColumns(served, fields)])];
  const show = (cells: Record<string, Cell>[]) =>
    present(ctx, served, cells.map(rowReader(served, fields)), fields, wantedChildren(served, query.fields, hasLines));
  return { columns, show };
}

/** A page in the order of a field. */
async function sortedList(
  ctx: Ctx,
  served: Served,
  query: ListQuery,
  where: readonly Condition[],
  { limit, isCounted, hasLines }: { limit: number; isCounted: boolean; hasLines: boolean },
): Promise<ListResult<Wire>> {
  const order = orderOf(ctx, served, query.sort);
  const { columns, show } = shownOf(ctx, served, query, order.column, hasLines);
  const all = query.cursor ? [...where, afterPosition(order, decodeCursor(query.cursor, order))] : where;
  const found = await pageOf(ctx, served, columns, all, order, limit + 1);
  const more = found.length > limit;
  const cells = more ? found.slice(0, limit) : found;
  const last = cells.at(-1);
  const next = more && last ? encodeCursor(order, { value: last[order.column] ?? null, id: Number(last.id) }) : null;
  const items = await show(cells);
  if (!isCounted) return { items, next, total: cells.length, totalExact: !more && !query.cursor };
  // A first page that holds everything needs no count.
  const isWhole = !query.cursor && !more;
  const counted = isWhole ? cells.length : await countRecords(ctx, served, where, query.countAll ?? false);
  return { items, next, ...cappedTotal(counted, true, query) };
}

/** The rows of a page; lists of one shape are built once and then only run. */
function pageOf(
  ctx: Ctx,
  { table }: Served,
  columns: readonly string[],
  where: readonly Condition[],
  order: Order,
  limit: number,
): Promise<Record<string, Cell>[]> {
  const direction = order.descending ? 'desc' : 'asc';
  const { shape, values } = shapeOf(
    `page ${ctx.app.engine.dialect} ${table} ${columns} ${order.column} ${direction}`,
    where,
  );
  return runShape(ctx.db, shape, [...values, limit], () => {
    let page = ctx.db.selectFrom(table).select(columns).orderBy(order.column, direction).limit(limit);
    if (order.column !== 'id' && !order.isUnique) page = page.orderBy('id', direction);
    for (const condition of where) page = page.where(condition.where);
    return page;
  });
}

async function countRecords(ctx: Ctx, { table }: Served, where: readonly Condition[], all: boolean): Promise<number> {
  const limit = countedAtMost + 1;
  const { shape, values } = shapeOf(`count ${ctx.app.engine.dialect} ${table} ${all}`, where);
  const [row] = await runShape(ctx.db, shape, all ? values : [...values, limit], () => {
    let matches = ctx.db.selectFrom(table).select('id');
    for (const condition of where) matches = matches.where(condition.where);
    if (!all) matches = matches.limit(limit);
    return ctx.db.selectFrom(matches.as('matches')).select((eb) => eb.fn.countAll<number>().as('n'));
  });
  return Number(row?.n ?? 0);
}

/** One record with its lines and the actor's abilities; 404 for what does not exist and for what may not be seen. */
export async function getRecord(ctx: Ctx, served: Served, id: number): Promise<Wire> {
  demand(ctx, permissionOf(served.resource, 'read'));
  const [row] = await visibleRows(ctx, served, [id]);
  if (!row) throw kernelErrors.notFound();
  return presentRecord(ctx, served, row);
}

/** The given rows, if they lie in the actor's scope. */
export async function visibleRows(ctx: Ctx, served: Served, ids: readonly number[]): Promise<AnyRow[]> {
  const where = conditions(ctx, served, {});
  if (where === null) return [];
  if (where.length === 0) return loadRows(ctx, served, ids);
  const base = ctx.db
    .selectFrom(served.table)
    .select('id')
    .where('id', 'in', [...ids]);
  const query = where.reduce((narrowed, condition) => narrowed.where(condition.where), base);
  const visible = (await query.execute()).map((row) => Number(row.id));
  return loadRows(ctx, served, visible);
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
