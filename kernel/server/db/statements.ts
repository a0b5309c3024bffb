import type { Dialect } from './ddl.ts';
import { type Cell, type Db, sendStatement as run } from './engine.ts';

/**
 * Set-based statements over tables known only by declaration. Identifiers come from declarations, values are always
 * parameters. The texts are kept, so that the same shape is built and prepared once.
 */
type Texts = Map<string, string>;
const textsByNames = new Map<string, Texts>();
/** Declarations keep their lists of columns; found by the list itself, they need not be joined each time. */
const textsByList = new WeakMap<readonly string[], Texts>();
const mostTexts = 2000;

function textsOver(columns: readonly string[]): Texts {
  let texts = textsByList.get(columns);
  if (texts) return texts;
  const names = columns.join();
  texts = textsByNames.get(names) ?? new Map();
  if (textsByNames.size >= mostTexts) textsByNames.clear();
  textsByNames.set(names, texts);
  textsByList.set(columns, texts);
  return texts;
}

/** `key` tells apart the texts over the same columns. */
function text(columns: readonly string[], key: string, build: () => string): string {
  const texts = textsOver(columns);
  let known = texts.get(key);
  if (known === undefined) {
    if (texts.size >= mostTexts) texts.clear();
    known = build();
    texts.set(key, known);
  }
  return known;
}
const noColumns: readonly string[] = [];
const q = (name: string) => `\`${name}\``;
/** `(?, ?, ?)` */
export const marks = (count: number): string => `(${'?, '.repeat(count).slice(0, -2)})`;
/** Engines bound the parameters of one statement (SQLite 32 766). */
const mostParameters = 30_000;

/** `items` in their order, at most `size` at once. */
export function* inParts<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (items.length <= size) {
    if (items.length > 0) yield items;
    return;
  }
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

const chunks = <T>(rows: readonly T[], width: number, most = Number.POSITIVE_INFINITY) =>
  inParts(rows, Math.min(most, Math.max(1, Math.floor(mostParameters / width))));

/**
 * Inserts rows in order; gives their ids. Both engines number the rows of one plain INSERT consecutively:
 * SQLite reports the last id (and has one writer), MySQL the first (simple inserts of known length).
 */
export async function insertRows(
  db: Db,
  dialect: Dialect,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<number[]> {
  const ids: number[] = [];
  for (const chunk of chunks(rows, columns.length)) {
    const sql = text(columns, `i ${table} ${chunk.length}`, () => insertText(table, columns, chunk.length));
    const { insertId = 0n } = await run(db, sql, chunk.flat());
    const first = dialect === 'sqlite' ? Number(insertId) - chunk.length + 1 : Number(insertId);
    for (let index = 0; index < chunk.length; index++) ids.push(first + index);
  }
  return ids;
}

/** Inserts rows that are not there yet, by any unique key; every other refusal stays a refusal. */
export async function insertMissing(
  db: Db,
  dialect: Dialect,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const [first = ''] = columns;
  const skip = dialect === 'sqlite' ? 'ON CONFLICT DO NOTHING' : `ON DUPLICATE KEY UPDATE ${q(first)} = ${q(first)}`;
  for (const chunk of chunks(rows, columns.length)) {
    const sql = text(
      columns,
      `m ${dialect} ${table} ${chunk.length}`,
      () => `${insertText(table, columns, chunk.length)} ${skip}`,
    );
    await run(db, sql, chunk.flat());
  }
}

const insertText = (table: string, columns: readonly string[], count: number) =>
  `INSERT INTO ${q(table)} (${columns.map(q).join(', ')}) VALUES ${Array(count).fill(marks(columns.length)).join(', ')}`;

/** Sets `columns` of each row by its id: `[id, ...values]`. */
export async function updateRows(
  db: Db,
  dialect: Dialect,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  for (const chunk of chunks(rows, columns.length + 1, 500)) {
    const [only] = chunk;
    if (chunk.length === 1 && only) {
      const sql = text(
        columns,
        `u1 ${table}`,
        () => `UPDATE ${q(table)} SET ${columns.map((name) => `${q(name)} = ?`).join(', ')} WHERE id = ?`,
      );
      await run(db, sql, [...only.slice(1), only[0] ?? null]);
      continue;
    }
    const sql = text(columns, `u ${dialect} ${table} ${chunk.length}`, () =>
      updateMany(dialect, table, columns, chunk.length),
    );
    await run(db, sql, chunk.flat());
  }
}

function updateMany(dialect: Dialect, table: string, columns: readonly string[], count: number): string {
  const names = ['id', ...columns];
  const set = columns.map((name) => `${dialect === 'mysql' ? `t.${q(name)}` : q(name)} = v.${q(name)}`).join(', ');
  if (dialect === 'sqlite') {
    const values = `SELECT ${names.map((name, index) => `column${index + 1} AS ${q(name)}`).join(', ')} FROM (VALUES ${Array(count).fill(marks(names.length)).join(', ')})`;
    return `UPDATE ${q(table)} SET ${set} FROM (${values}) AS v WHERE ${q(table)}.id = v.id`;
  }
  const head = `SELECT ${names.map((name) => `? AS ${q(name)}`).join(', ')}`;
  const tail = ` UNION ALL SELECT ${marks(names.length).slice(1, -1)}`.repeat(count - 1);
  return `UPDATE ${q(table)} AS t JOIN (${head}${tail}) AS v ON t.id = v.id SET ${set}`;
}

export async function deleteRows(db: Db, table: string, column: string, values: readonly Cell[]): Promise<void> {
  for (const chunk of chunks(values, 1)) {
    await run(
      db,
      text(
        noColumns,
        `d ${table} ${column} ${chunk.length}`,
        () => `DELETE FROM ${q(table)} WHERE ${q(column)} IN ${marks(chunk.length)}`,
      ),
      chunk,
    );
  }
}

/** Rows by ids, in id order; `lock` (MySQL) keeps them from others until the transaction
 * ends; ids are sorted, so locks never cross. SQLite has one writer and needs none. */
export async function selectByIds(
  db: Db,
  table: string,
  columns: readonly string[],
  ids: readonly number[],
  lock: boolean,
  key = 'id',
): Promise<Record<string, Cell>[]> {
  const found: Record<string, Cell>[] = [];
  const sorted = [...new Set(ids)].sort((a, b) => a - b);
  for (const chunk of chunks(sorted, 1)) {
    const sql = text(
      columns,
      `s ${table} ${chunk.length} ${lock} ${key}`,
      () =>
        `SELECT ${columns.map(q).join(', ')} FROM ${q(table)} WHERE ${q(key)} IN ${marks(chunk.length)} ORDER BY ${key === 'id' ? 'id' : `${q(key)}, id`}${lock ? ' FOR UPDATE' : ''}`,
    );
    found.push(...(await run(db, sql, chunk)).rows);
  }
  return found;
}

/**
 * Ids of rows by their key, its values joined by a comma. Each column narrows by itself, so that a document may have
 * more lines than a statement may have alternatives; rows of other combinations of the same values come along.
 */
export async function idsByKey(
  db: Db,
  table: string,
  columns: readonly string[],
  keys: readonly (readonly (number | string)[])[],
): Promise<Map<string, number>> {
  let query = db.selectFrom(table).select(['id', ...columns]);
  for (const [index, column] of columns.entries())
    query = query.where(column, 'in', [...new Set(keys.map((key) => key[index] ?? 0))]);
  const rows = await query.execute();
  return new Map(rows.map((row) => [columns.map((column) => row[column]).join(), Number(row.id)]));
}

/** A relation that must still hold after a change: `column + its delta ≥ atLeast`, or `≤ atMost + its delta`. */
export interface Guard {
  column: string;
  atLeast?: number;
  atMost?: string;
  unless?: string;
}

/**
 * The one way to change a balance: adds to columns where every guard still holds afterwards, never reading first
 * (quality bar §0.1). `deltas`: by row id, by column. Gives the number of rows changed; fewer than given means a guard refused.
 */
export async function addGuarded(
  db: Db,
  table: string,
  deltas: ReadonlyMap<number, Readonly<Record<string, number>>>,
  guards: readonly Guard[],
): Promise<number> {
  const ids = [...deltas.keys()].sort((a, b) => a - b);
  let changed = 0;
  for (const part of placesInParts(ids, deltas)) changed += await addPart(db, table, part, deltas, guards);
  return changed;
}

/** Each row looks its number up in the statement's whole list, so a long document goes in parts … */
const placesAtOnce = 200;
/** … unless all of a part change alike (serial numbers: a piece each). */
const alikeAtOnce = 5000;

/** `ids` in their order, in parts of a size that their changes allow. */
function* placesInParts(
  ids: readonly number[],
  deltas: ReadonlyMap<number, Readonly<Record<string, number>>>,
): Generator<readonly number[]> {
  const change = (id: number | undefined) => JSON.stringify(deltas.get(id ?? 0));
  for (let start = 0; start < ids.length; ) {
    const first = change(ids[start]);
    let end = start + 1;
    while (end < ids.length && end - start < alikeAtOnce && change(ids[end]) === first) end++;
    if (end - start < placesAtOnce) end = Math.min(ids.length, start + placesAtOnce);
    yield ids.slice(start, end);
    start = end;
  }
}

async function addPart(
  db: Db,
  table: string,
  ids: readonly number[],
  deltas: ReadonlyMap<number, Readonly<Record<string, number>>>,
  guards: readonly Guard[],
): Promise<number> {
  const columns = [...new Set([...deltas.values()].flatMap((delta) => Object.keys(delta)))].sort();
  const parameters: Cell[] = [];
  const change = (column: string) => {
    if (!columns.includes(column)) return q(column);
    const by = (id: number | undefined) => deltas.get(id ?? 0)?.[column] ?? 0;
    if (ids.every((id) => by(id) === by(ids[0]))) {
      parameters.push(by(ids[0]));
      return `${q(column)} + ?`;
    }
    for (const id of ids) parameters.push(id, by(id));
    return `${q(column)} + CASE id${' WHEN ? THEN ?'.repeat(ids.length)} ELSE 0 END`;
  };
  const set = columns.map((column) => `${q(column)} = ${change(column)}`).join(', ');
  const idMarks = marks(ids.length);
  parameters.push(...ids);
  const held = guards.map((guard) => {
    const relation =
      guard.atMost === undefined
        ? `${change(guard.column)} >= ${guard.atLeast ?? 0}`
        : `${change(guard.column)} <= ${change(guard.atMost)}`;
    return ` AND (${relation}${guard.unless ? ` OR ${q(guard.unless)} = 1` : ''})`;
  });
  // No guard gives way to a sum that JavaScript could only read wrongly.
  const exact = columns.map(
    (column) => ` AND ${change(column)} BETWEEN ${Number.MIN_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER}`,
  );
  // MySQL evaluates SET from left to right with the new values; the WHERE clause always sees the old ones.
  const { numAffectedRows = 0n } = await run(
    db,
    `UPDATE ${q(table)} SET ${set} WHERE id IN ${idMarks}${held.join('')}${exact.join('')}`,
    parameters,
  );
  return Number(numAffectedRows);
}
