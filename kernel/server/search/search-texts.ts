import { languages, type Translated, translate } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import { selectByIds } from '../db/statements.ts';
import { loadChildren } from '../rows.ts';
import { type AnyRow, loadFields, type Served, type ServedField } from '../served.ts';
import { firstPlace, type SearchPath, searchPaths, standsIn, titleFields } from './places.ts';
import { numberIn, partsOfNumber, plain, wordsIn } from './words.ts';

/** A line of the index: `[place, token, weight]`. */
export type Token = readonly [place: number, token: string, weight: number];

const leading = 6;
const alphabet = 36;

/** Orders hits of one kind: the shorter text first, then the record's number, by its first six characters. */
function weightOf(length: number, title: string): number {
  let code = 0;
  for (let index = 0; index < leading; index++) {
    const digit = Number.parseInt(title[index] ?? '0', alphabet);
    code = code * alphabet + (Number.isNaN(digit) ? alphabet - 1 : digit);
  }
  return Math.min(length, 250) * alphabet ** leading + code;
}

/** Collects the tokens of one record; a word that stands in several places counts where it ranks highest. */
class Tokens {
  readonly #first: number;
  readonly #title: string;
  readonly #found = new Map<string, Token>();

  constructor(served: Served, row: AnyRow) {
    const title = row[served.resource.title];
    const text = title && typeof title === 'object' ? translate(title as Translated, languages[0]) : title;
    this.#first = firstPlace(served.resource.name);
    this.#title = plain(String(text ?? '')).replace(/[^\p{L}\p{N}]/gu, '');
  }

  add(value: unknown, stands: number, isTitle: boolean, mayBeNumber: boolean): void {
    if (typeof value === 'string') this.#addText(value, stands, isTitle, mayBeNumber);
    else if (value && typeof value === 'object')
      for (const text of Object.values(value as Translated)) if (text) this.#addText(text, stands, false, false);
  }

  all(): Token[] {
    return [...this.#found.values()];
  }

  #addText(text: string, stands: number, isTitle: boolean, mayBeNumber: boolean): void {
    const number = mayBeNumber ? numberIn(text, isTitle) : null;
    if (number !== null) this.#put(standsIn.number, number, number.length);
    // `11400-BE` is one number; its parts are for those who remember only one of them.
    const isWritten = number !== null && /\p{N}/u.test(number);
    const words = isWritten ? partsOfNumber(text) : wordsIn(text);
    for (const word of words) this.#put(isWritten ? standsIn.elsewhere : stands, word, text.length);
  }

  #put(stands: number, token: string, length: number): void {
    // What only a reference says is kept apart: not everybody may search there.
    const key = stands >= standsIn.reference ? `${stands} ${token}` : token;
    const place = this.#first + stands;
    const old = this.#found.get(key);
    if (!old || old[0] > place) this.#found.set(key, [place, token, weightOf(length, this.#title)]);
  }
}

/** The tokens of records, in their order; what they inherit or refer to is read with one statement per declared path. */
export async function tokensOf(ctx: Ctx, served: Served, rows: readonly AnyRow[]): Promise<Token[][]> {
  const tokens = rows.map((row) => new Tokens(served, row));
  for (const path of searchPaths(served)) {
    const foreign = await foreignTexts(ctx, path, rows);
    for (const [index, row] of rows.entries()) addTexts(tokens[index] as Tokens, served, path, row, foreign);
  }
  return tokens.map((one) => one.all());
}

type Foreign = ReadonlyMap<number, readonly unknown[]>;

function addTexts(tokens: Tokens, { resource }: Served, path: SearchPath, row: AnyRow, foreign: Foreign): void {
  const { stands, field, via, line, reference } = path;
  if (line) {
    const isNumber = line.field.spec.kind === 'text';
    for (const one of (row[line.child.name] ?? []) as Record<string, unknown>[])
      tokens.add(one[line.field.name], stands, false, isNumber);
  } else if (reference) {
    for (const id of idsIn(row[reference.name]))
      for (const text of foreign.get(id) ?? []) tokens.add(text, stands, false, false);
  } else if (field) {
    const own = row[field.name] ?? null;
    const values = own === null && via ? (foreign.get(Number(row[via.name])) ?? []) : [own];
    const isTitle = field.name === resource.title;
    for (const value of values) tokens.add(value, stands, isTitle, field.spec.kind === 'text');
  }
}

const idsIn = (value: unknown): number[] =>
  (Array.isArray(value) ? value : [value]).filter((id): id is number => typeof id === 'number');

/** What other records say: titles of references, values of parents for the rows that have none of their own. */
async function foreignTexts(ctx: Ctx, path: SearchPath, rows: readonly AnyRow[]): Promise<Foreign> {
  const { field, via, reference } = path;
  if (reference) {
    const target = ctx.app.served(reference.target);
    const ids = rows.flatMap((row) => idsIn(row[reference.name]));
    return valuesOf(ctx, target, titleFields(target), ids);
  }
  if (!field || !via) return new Map();
  const parent = ctx.app.served(via.spec.target ?? '');
  const inherited = parent.byName.get(field.name);
  const heirs = rows.filter((row) => (row[field.name] ?? null) === null);
  return valuesOf(
    ctx,
    parent,
    inherited ? [inherited] : [],
    heirs.flatMap((row) => idsIn(row[via.name])),
  );
}

async function valuesOf(
  ctx: Ctx,
  served: Served,
  fields: readonly ServedField[],
  ids: readonly number[],
): Promise<Map<number, unknown[]>> {
  const found = new Map<number, unknown[]>();
  if (ids.length === 0 || fields.length === 0) return found;
  const columns = ['id', ...fields.flatMap((field) => field.columns)];
  for (const cells of await selectByIds(ctx.db, served.table, columns, ids, false)) {
    const row: Record<string, unknown> = {};
    loadFields(cells, fields, row);
    found.set(Number(cells.id), Object.values(row));
  }
  return found;
}

/** The part of records that their words depend on, read by id; for building the index anew. */
export async function searchedRows(ctx: Ctx, served: Served, ids: readonly number[]): Promise<AnyRow[]> {
  const paths = searchPaths(served);
  const title = served.byName.get(served.resource.title);
  const named = paths.flatMap(({ field, via, reference }) => [field, via, served.byName.get(reference?.name ?? '')]);
  const fields = [...new Set([title, ...named])].filter((field) => field !== undefined);
  const columns = ['id', ...fields.flatMap((field) => field.columns)];
  const lock = ctx.app.engine.dialect === 'mysql';
  const rows = (await selectByIds(ctx.db, served.table, columns, ids, lock)).map((cells) => {
    const row: Record<string, unknown> = { id: Number(cells.id) };
    loadFields(cells, fields, row);
    return row as AnyRow;
  });
  for (const child of served.children)
    if (paths.some(({ line, reference }) => line?.child.name === child.name || reference?.name === child.name))
      await loadChildren(ctx, child, rows);
  return rows;
}

/** Whether a change touches anything that the words of the record itself come from. */
export function touchesWords(served: Served, before: AnyRow, row: AnyRow): boolean {
  const lists = (one: AnyRow) =>
    searchPaths(served).map(({ field, via, line, reference }) => {
      if (line) return ((one[line.child.name] ?? []) as Record<string, unknown>[]).map((part) => part[line.field.name]);
      return [one[field?.name ?? ''], one[via?.name ?? ''], one[reference?.name ?? '']];
    });
  const { title } = served.resource;
  return JSON.stringify([before[title], lists(before)]) !== JSON.stringify([row[title], lists(row)]);
}
