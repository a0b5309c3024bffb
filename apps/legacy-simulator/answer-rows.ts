import { randomBytes } from 'node:crypto';
import type { LegacyRow, LegacyTable } from './data-set/legacy-row.ts';
import type { Envelope } from './faults.ts';
import { compileFilter, fold } from './match-filter.ts';
import { parseFilter, parseParams } from './parse-filter.ts';
import { splitList } from './parse-target.ts';
import { RestError, unknownAttribute } from './rest-error.ts';
import type { RowStore } from './row-store.ts';
import type { ServerMode } from './sessions.ts';

export interface RowAnswerContext {
  store: RowStore;
  mode: ServerMode;
  envelope: Envelope;
  entitySets: EntitySets;
}

/** Selections that a client froze with `$method=entityset`: keys by set id. */
export type EntitySets = Map<string, { table: string; keys: string[] }>;

const knownOptions = new Set(
  '$top $limit $skip $filter $params $orderby $attributes $expand $asArray $method $timeout $savedfilter'.split(' '),
);

/** What one answer sends of a selection. */
interface Page {
  rows: LegacyRow[];
  total: number;
  skip: number;
  entitySet?: string;
}

/**
 * Answers `/X` and `/X/a,b` with their options, as JSON. Without `$top` it sends 100 rows.
 *
 * @throws RestError as 4D does
 */
export function answerRows(
  context: RowAnswerContext,
  tableName: string,
  query: URLSearchParams,
  pathAttributes?: string[],
): string {
  const table = context.store.table(tableName);
  checkOptions(query);
  const rows = selectRows(table, query);
  const page = cutPage(rows, query);
  const freeze = query.get('$method') === 'entityset';
  const entitySet = freeze ? freezeRows(context.entitySets, table, rows) : undefined;
  const framed = entitySet === undefined ? page : { ...page, entitySet };
  return writePage(context, table, framed, query, pathAttributes);
}

/**
 * Answers `/X/$entityset/<id>`: the frozen selection with today's rows, without those deleted since.
 *
 * @throws RestError 404 (1802) when the set is gone
 */
export function answerEntitySet(context: RowAnswerContext, tableName: string, id: string, query: URLSearchParams) {
  const table = context.store.table(tableName);
  checkOptions(query);
  const set = context.entitySets.get(id);
  if (set?.table !== tableName) throw new RestError(404, [1802, `EntitySet "${id}" cannot be found`]);
  if (query.get('$method') === 'release') {
    context.entitySets.delete(id);
    return JSON.stringify({ ok: true });
  }
  const byKey = new Map(table.rows.map((row) => [row.__KEY, row]));
  const frozen = set.keys.flatMap((key) => byKey.get(key) ?? []);
  return writePage(context, table, cutPage(selectRows({ ...table, rows: frozen }, query), query), query);
}

/**
 * Answers `/X(key)` and `/X:attr(value)`: one row without a list around it.
 *
 * @throws RestError 404 (1542) when there is none
 */
export function answerRow(
  { store, mode }: RowAnswerContext,
  target: { table: string; attribute?: string; value: string; attributes?: string[] },
  query: URLSearchParams,
): string {
  const table = store.table(target.table);
  const attribute = target.attribute ?? '__KEY';
  if (target.attribute !== undefined && !Object.hasOwn(table.attributes, target.attribute)) {
    throw unknownAttribute(target.attribute, table.name);
  }
  const wanted = fold(target.value);
  const row = table.rows.find((candidate) => fold(String(candidate[attribute])) === wanted);
  if (!row) {
    const message = `Cannot find entity with "${target.value}" key in the "${table.name}" dataclass`;
    throw new RestError(404, [1542, message]);
  }
  const write = rowWriter(store, table, target.attributes ?? readAttributes(query));
  return `{${writeModel(table, mode)},${write(row).slice(1)}`;
}

function checkOptions(query: URLSearchParams): void {
  for (const name of query.keys()) {
    // Names without the dollar are nobody's business: the server reads on as if they were not there.
    if (name.startsWith('$') && !knownOptions.has(name)) throw new RestError(400, [1811, `Unknown keyword "${name}"`]);
  }
  const method = query.get('$method');
  if (method !== null && method !== 'entityset' && method !== 'release') {
    throw new RestError(400, [1812, `Unknown $method "${method}"`]);
  }
}

function selectRows(table: LegacyTable, query: URLSearchParams): LegacyRow[] {
  const filter = query.get('$filter');
  const rows =
    filter === null || filter.trim() === ''
      ? table.rows
      : table.rows.filter(compileFilter(parseFilter(filter, parseParams(query.get('$params'))), table));
  const order = query.get('$orderby');
  return order === null ? rows : orderRows(rows, order, table);
}

function orderRows(rows: LegacyRow[], order: string, table: LegacyTable): LegacyRow[] {
  const keys = splitList(order).map((part) => {
    const [, attribute = '', direction] = /^(\S+)(?:\s+(asc|desc))?$/i.exec(part) ?? [];
    if (!Object.hasOwn(table.attributes, attribute))
      throw new RestError(400, [1810, `The $orderby "${order}" is wrong`]);
    return { attribute, sign: direction?.toLowerCase() === 'desc' ? -1 : 1 };
  });
  const sortable = rows.map((row) => ({ row, values: keys.map(({ attribute }) => sortValue(row, attribute, table)) }));
  sortable.sort((left, right) => {
    for (const [index, { sign }] of keys.entries()) {
      const [a = '', b = ''] = [left.values[index], right.values[index]];
      if (a !== b) return a < b ? -sign : sign;
    }
    return 0;
  });
  return sortable.map(({ row }) => row);
}

function sortValue(row: LegacyRow, attribute: string, table: LegacyTable): string | number {
  const value = row[attribute] ?? null;
  if (typeof value === 'number') return value;
  if (table.attributes[attribute] === 'date') {
    const [day = 0, month = 0, year = 0] = String(value).split('!').map(Number);
    return year * 10_000 + month * 100 + day;
  }
  return value === null ? '' : fold(String(value));
}

function cutPage(rows: LegacyRow[], query: URLSearchParams): Page {
  const top = readCount(query, '$top') ?? readCount(query, '$limit') ?? 100;
  const skip = readCount(query, '$skip') ?? 0;
  return { rows: rows.slice(skip, skip + top), total: rows.length, skip };
}

function readCount(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^\d+$/.test(text)) throw new RestError(400, [1801, `The value "${text}" of ${name} has a wrong format`]);
  return Number(text);
}

function freezeRows(entitySets: EntitySets, table: LegacyTable, rows: LegacyRow[]): string {
  const id = randomBytes(16).toString('hex').toUpperCase();
  entitySets.set(id, { table: table.name, keys: rows.map((row) => row.__KEY) });
  return `/rest/${table.name}/$entityset/${id}`;
}

function writePage(
  { store, mode, envelope }: RowAnswerContext,
  table: LegacyTable,
  page: Page,
  query: URLSearchParams,
  pathAttributes?: string[],
): string {
  const write = rowWriter(store, table, pathAttributes ?? readAttributes(query));
  const list = `[${page.rows.map(write).join(',')}]`;
  if (envelope === 'array' || query.get('$asArray') === 'true') return list;
  if (envelope === 'value') return `{"value":${list}}`;
  const sent = mode === 'v20' && page.rows.length === page.total ? '' : `"__SENT":${page.rows.length},`;
  const set = page.entitySet === undefined ? '' : `"__ENTITYSET":"${page.entitySet}",`;
  const frame = `"__GlobalStamp":${store.globalStamp},"__COUNT":${page.total},${sent}"__FIRST":${page.skip}`;
  return `{${writeModel(table, mode)},${set}${frame},"__ENTITIES":${list}}`;
}

function writeModel({ name }: LegacyTable, mode: ServerMode): string {
  return mode === 'v18' ? `"__entityModel":"${name}"` : `"__DATACLASS":"${name}","__entityModel":"${name}"`;
}

function readAttributes(query: URLSearchParams): string[] | undefined {
  const list = query.get('$attributes');
  return list === null ? undefined : splitList(list);
}

/** Writes rows as JSON, whole or with some attributes (a dotted path gives the attribute it begins with). */
function rowWriter(store: RowStore, table: LegacyTable, attributes?: string[]): (row: LegacyRow) => string {
  if (attributes === undefined || attributes.includes('*')) return (row) => store.toJson(row);
  const names = attributes.map((attribute) => attribute.split('.')[0] ?? '');
  for (const name of names) if (!Object.hasOwn(table.attributes, name)) throw unknownList(name, table);
  return ({ __KEY, __TIMESTAMP, __STAMP, ...row }) =>
    JSON.stringify({ __KEY, __TIMESTAMP, __STAMP, ...Object.fromEntries(names.map((name) => [name, row[name]])) });
}

function unknownList(name: string, table: LegacyTable): RestError {
  return new RestError(
    400,
    [1500, `The "${name}" attribute cannot be found in the "${table.name}" dataclass`],
    [1804, `Cannot completely build a list of attributes with "${name}" for the "${table.name}" dataclass`],
  );
}
