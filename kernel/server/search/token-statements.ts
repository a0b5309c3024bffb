import type { Dialect } from '../db/ddl.ts';
import { type Cell, type Db, sendStatement } from '../db/engine.ts';
import { inParts, marks } from '../db/statements.ts';
import type { Sought } from './words.ts';

/**
 * The statements upon the table of words. Their texts depend only on how many places and how many records they name, so
 * that they are prepared once; lists of records are filled up to a few sizes by repeating the last one.
 */
const end = '\u{10ffff}';
const sizes = [1, 8, 64, 500];

/** Parts of `items`, each filled up to one of a few lengths. */
export function* paddedParts<T>(items: readonly T[]): Generator<T[]> {
  const most = sizes.at(-1) ?? 1;
  for (const part of inParts(items, most)) {
    const size = sizes.find((one) => one >= part.length) ?? most;
    yield [...part, ...part.slice(-1).flatMap((last) => Array<T>(size - part.length).fill(last))];
  }
}

/**
 * Deletes the tokens of records that the transaction holds, in the places from `first` to `last`. MariaDB would look at,
 * and wait for, the record behind each range it deletes, which is somebody else's: there they are read, which waits for
 * nobody, and deleted by their keys, in the order of the keys.
 */
export async function forgetTokens(
  db: Db,
  dialect: Dialect,
  first: number,
  last: number,
  ids: readonly number[],
): Promise<void> {
  const keys: Cell[][] = [];
  for (const part of paddedParts(ids)) {
    const from = `FROM kernel_search_token WHERE record_id IN ${marks(part.length)} AND place BETWEEN ? AND ?`;
    const values = [...part, first, last];
    if (dialect === 'sqlite') await sendStatement(db, `DELETE ${from}`, values);
    else {
      const { rows } = await sendStatement(db, `SELECT ${keyColumns} ${from}`, values);
      for (const { place, token, weight, record_id: id } of rows)
        keys.push([place ?? 0, token ?? '', weight ?? 0, id ?? 0]);
    }
  }
  for (const part of paddedParts(keys.sort(byKey))) await sendStatement(db, deleteByKeys(part.length), part.flat());
}

const keyColumns = 'place, token, weight, record_id';

/** Ascending, so that locks and pages are taken in the same order by everybody. */
export const byKey = (a: readonly Cell[], b: readonly Cell[]): number =>
  Number(a[0]) - Number(b[0]) ||
  (String(a[1]) < String(b[1]) ? -1 : String(a[1]) > String(b[1]) ? 1 : 0) ||
  Number(a[2]) - Number(b[2]) ||
  Number(a[3]) - Number(b[3]);

/** Looks up one key after the other: of a plain list of keys the optimizer may make a walk through the table. */
const deleteByKeys = (count: number): string =>
  `DELETE t FROM (SELECT ? AS place, ? AS token, ? AS weight, ? AS record_id${' UNION ALL SELECT ?, ?, ?, ?'.repeat(count - 1)}) AS k
 STRAIGHT_JOIN kernel_search_token AS t
 ON t.place = k.place AND t.token = k.token AND t.weight = k.weight AND t.record_id = k.record_id`;

/** A word's range in one place: numbers are compared as written, words folded. */
export const rangeIn = ({ plain, folded }: Sought, isNumber: boolean): [from: string, to: string] => {
  const word = isNumber ? plain : folded;
  return [word, word + end];
};

export interface TokenRow {
  place: number;
  token: string;
  weight: number;
  id: number;
}

/** Tokens that begin with a word, best place first, at most `most`; within a place in the order of the key. */
export async function tokensFrom(
  db: Db,
  places: readonly number[],
  numberPlace: number,
  word: Sought,
  most: number,
): Promise<TokenRow[]> {
  const one = `SELECT * FROM (SELECT place, token, weight, record_id AS id FROM kernel_search_token
 WHERE place = ? AND token >= ? AND token < ? ORDER BY place, token, weight, record_id LIMIT ?)`;
  const text = `${places.map((_, index) => `${one} AS p${index}`).join(' UNION ALL ')} LIMIT ?`;
  const values: Cell[] = places.flatMap((place) => [place, ...rangeIn(word, place === numberPlace), most]);
  return asTokens((await sendStatement(db, text, [...values, most])).rows);
}

/**
 * Tokens of the first word in records that have all the others too, at most `most`, best first. Each of
 * the others is gathered once: cheaper than to ask record by record when there are tens of thousands.
 */
export async function tokensShared(
  db: Db,
  dialect: Dialect,
  places: readonly number[],
  numberPlace: number,
  words: readonly Sought[],
  most: number,
): Promise<TokenRow[]> {
  const within = `(${places.map(() => '(place = ? AND token >= ? AND token < ?)').join(' OR ')})`;
  const [leader, ...others] = words;
  const gathered = `SELECT record_id AS id FROM kernel_search_token WHERE ${within}`;
  // MariaDB joins what it has gathered; SQLite, which would join without an index, looks it up (`+`: there, not by record).
  const tests = others.map((_, n) =>
    dialect === 'sqlite'
      ? ` AND +t.record_id IN (${gathered})`
      : ` JOIN (${gathered.replace('SELECT', 'SELECT DISTINCT')}) AS w${n} ON w${n}.id = t.record_id`,
  );
  const own = within.replaceAll('(place', '(t.place').replaceAll('token', 't.token');
  const text = `SELECT t.place, t.token, t.weight, t.record_id AS id FROM kernel_search_token AS t${
    dialect === 'sqlite' ? ` WHERE ${own}${tests.join('')}` : `${tests.join('')} WHERE ${own}`
  } ORDER BY t.place, t.weight, t.record_id LIMIT ?`;
  const ranges = (list: readonly Sought[]): Cell[] =>
    list.flatMap((word) => places.flatMap((place) => [place, ...rangeIn(word, place === numberPlace)]));
  const first = leader ? [leader] : [];
  const values = ranges(dialect === 'sqlite' ? [...first, ...others] : [...others, ...first]);
  return asTokens((await sendStatement(db, text, [...values, most])).rows);
}

const asTokens = (rows: readonly Record<string, Cell>[]): TokenRow[] =>
  rows.map(({ place, token, weight, id }) => ({
    place: Number(place),
    token: String(token),
    weight: Number(weight),
    id: Number(id),
  }));

/** Which of the records have a word, and the best place where it stands. */
export async function placesOfWord(
  db: Db,
  places: readonly number[],
  numberPlace: number,
  word: Sought,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  const words = places.filter((place) => place !== numberPlace);
  for (const part of paddedParts(ids)) {
    const text = `SELECT record_id AS id, MIN(place) AS place FROM kernel_search_token WHERE record_id IN ${marks(part.length)}
 AND ((+place = ? AND token >= ? AND token < ?) OR (+place IN ${marks(words.length)} AND token >= ? AND token < ?)) GROUP BY record_id`;
    const values = [...part, numberPlace, ...rangeIn(word, true), ...words, ...rangeIn(word, false)];
    for (const row of (await sendStatement(db, text, values)).rows) found.set(Number(row.id), Number(row.place));
  }
  return found;
}

/** How many tokens begin with each of the words; those who have more than `most` count as that. */
export async function countTokens(
  db: Db,
  places: readonly number[],
  numberPlace: number,
  words: readonly Sought[],
  most: number,
): Promise<number[]> {
  const one = 'SELECT 1 FROM kernel_search_token WHERE place = ? AND token >= ? AND token < ?';
  const text = `SELECT COUNT(*) AS n FROM (SELECT * FROM (${places.map(() => one).join(' UNION ALL ')}) AS found LIMIT ?) AS counted`;
  const counts: number[] = [];
  for (const word of words) {
    const values: Cell[] = places.flatMap((place) => [place, ...rangeIn(word, place === numberPlace)]);
    const { rows } = await sendStatement(db, text, [...values, most]);
    counts.push(Number(rows[0]?.n ?? 0));
  }
  return counts;
}
