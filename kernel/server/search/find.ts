import { sql } from 'kysely';
import type { Filter } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import type { Db } from '../db/engine.ts';
import { type Condition, condition, conditions, inSome } from '../query.ts';
import type { Served } from '../served.ts';
import { throughTrees } from '../tree.ts';
import { firstPlace, openPlaces, standsIn } from './places.ts';
import {
  countTokens,
  paddedParts,
  placesOfWord,
  rangeIn,
  type TokenRow,
  tokensFrom,
  tokensShared,
} from './token-statements.ts';
import { type Reading, readingsOf, type Sought } from './words.ts';

/** A record that the words find. Fewer is better: level, then weight, then id. */
export interface Hit {
  id: number;
  /** 0 it bears this number; 1 its number begins so; 2 all words stand in its title; 3 somewhere else. */
  level: number;
  /** The shorter text first, then by number. */
  weight: number;
}

export interface Found {
  /** Best first; when not complete, the best among those looked at. */
  hits: Hit[];
  /** Whether the hits are all there are. */
  isComplete: boolean;
  /** All that the words find, exactly, whether looked at or not. */
  condition: Condition;
}

/** Tokens of a word that are looked at: what bounds the work, however much there is and however short the word. */
export const mostLooked = 1000;
/** So many hits of common words fill a page; the rest can wait until it is asked for. */
const enough = 50;
/** Common words with up to so many tokens each are compared as a whole. */
const mostCompared = 300_000;

interface Outcome {
  reading: Reading;
  hits: Map<number, Hit>;
  isComplete: boolean;
}
interface Places {
  table: string;
  number: number;
  all: number[];
}

/** What the words find that this actor may search; without regard to scope and filters. Null when there are no words. */
export async function find(ctx: Ctx, served: Served, q: string): Promise<Found | null> {
  const { first, fallbacks } = readingsOf(q);
  if (first.length === 0 || served.resource.search.length === 0) return null;
  const places: Places = {
    table: served.table,
    number: firstPlace(served.resource.name) + standsIn.number,
    all: openPlaces(ctx, served),
  };
  let outcomes = await Promise.all(first.map((reading) => look(ctx, places, reading)));
  for (const reading of fallbacks) {
    if (outcomes.some(({ hits, isComplete }) => hits.size > 0 || !isComplete)) break;
    outcomes = [await look(ctx, places, reading)];
  }
  const hits = merged(outcomes);
  return {
    hits,
    isComplete: outcomes.every(({ isComplete }) => isComplete),
    condition: exactly(places, outcomes),
  };
}

/** Words, filters and row scope as conditions on the resource's table, exactly; null: nothing at all. */
export async function matching(
  ctx: Ctx,
  served: Served,
  { q, filters = [] }: { q?: string; filters?: readonly Filter[] },
): Promise<Condition[] | null> {
  const where = conditions(ctx, served, { filters: await throughTrees(ctx, served, filters) });
  if (where === null || !q?.trim()) return where;
  const found = await find(ctx, served, q);
  return found && [...where, found.condition];
}

/** The order of hits. */
export const byRank = (a: Hit, b: Hit): number => a.level - b.level || a.weight - b.weight || a.id - b.id;

function merged(outcomes: readonly Outcome[]): Hit[] {
  const best = new Map<number, Hit>();
  for (const { hits } of outcomes)
    for (const hit of hits.values()) {
      const other = best.get(hit.id);
      if (!other || byRank(hit, other) < 0) best.set(hit.id, hit);
    }
  return [...best.values()].sort(byRank);
}

/** A word with the tokens that were looked at. */
interface Leader {
  word: Sought;
  rows: TokenRow[];
}

/**
 * Looks at the tokens of a word of which all can be looked at, and among their records for the other words. Where every
 * word is common, the best of each lead in turn; if hardly any of them has the other words too, all of them are compared.
 */
async function look({ db, app }: Ctx, { all, number }: Places, reading: Reading): Promise<Outcome> {
  // A longer word is the rarer one, as a rule.
  const words = [...reading].sort((a, b) => b.folded.length - a.folded.length);
  const common: Leader[] = [];
  for (const word of words) {
    const leader = { word, rows: await tokensFrom(db, all, number, word, mostLooked + 1) };
    if (leader.rows.length <= mostLooked)
      return { reading, hits: await among(db, all, number, words, leader), isComplete: true };
    common.push(leader);
  }
  const hits = new Map<number, Hit>();
  for (const leader of common) {
    for (const [id, hit] of await among(db, all, number, words, leader)) if (!hits.has(id)) hits.set(id, hit);
    if (words.length === 1 || hits.size >= enough) return { reading, hits, isComplete: false };
  }
  const counts = await countTokens(db, all, number, words, mostCompared);
  const rareFirst = words
    .map((word, index) => ({ word, count: counts[index] ?? 0 }))
    .filter(({ count }) => count < mostCompared)
    .sort((a, b) => a.count - b.count)
    .map(({ word }) => word);
  const [rarest, ...others] = rareFirst;
  if (!rarest || others.length === 0) return { reading, hits, isComplete: false };
  const rows = await tokensShared(db, app.engine.dialect, all, number, [rarest, ...others], mostLooked + 1);
  const shared = await among(db, all, number, words, { word: rarest, rows });
  return { reading, hits: shared, isComplete: rows.length <= mostLooked };
}

/** The leading word's records that have the other words as well, ranked. */
async function among(
  db: Db,
  places: readonly number[],
  number: number,
  words: readonly Sought[],
  { word: leading, rows }: Leader,
): Promise<Map<number, Hit>> {
  const hits = new Map<number, Hit>();
  const stands = new Map<number, number>();
  for (const { id, place, token, weight } of rows) {
    if (hits.has(id)) continue;
    const isExact = place === number && token === leading.plain;
    stands.set(id, isExact ? -1 : place - number);
    hits.set(id, { id, level: 0, weight });
  }
  for (const word of words) {
    if (word === leading || hits.size === 0) continue;
    const found = await placesOfWord(db, places, number, word, [...hits.keys()]);
    for (const id of hits.keys()) {
      const place = found.get(id);
      if (place === undefined) hits.delete(id);
      else stands.set(id, Math.max(stands.get(id) ?? 0, place - number, standsIn.title));
    }
  }
  for (const hit of hits.values()) hit.level = Math.min((stands.get(hit.id) ?? 0) + 1, 3);
  return hits;
}

function exactly(places: Places, outcomes: readonly Outcome[]): Condition {
  const some: Condition[] = [];
  for (const { reading, hits, isComplete } of outcomes) {
    if (!isComplete) some.push(hasWords(places, reading));
    else if (hits.size > 0) some.push(inSome('id', [...paddedParts([...hits.keys()])]));
  }
  const [only] = some;
  if (some.length === 1 && only) return only;
  const shapes = some.map(({ shape }) => shape).join('\nor ');
  return condition(
    `(${shapes})`,
    some.flatMap(({ values }) => values),
    (eb) => eb.or(some.map(({ where }) => where(eb))),
  );
}

function hasWords(places: Places, reading: Reading): Condition {
  const parts = reading.map((word) => hasWord(places, word));
  return condition(
    parts.map(({ shape }) => shape).join('\n'),
    parts.flatMap(({ values }) => values),
    (eb) => eb.and(parts.map(({ where }) => where(eb))),
  );
}

function hasWord({ table, number, all }: Places, word: Sought): Condition {
  const words = all.filter((place) => place !== number);
  const [numberFrom, numberTo] = rangeIn(word, true);
  const [from, to] = rangeIn(word, false);
  // One value, not EXISTS: MariaDB would gather all records with the word before it looks at the first of them.
  return condition(
    `has ${words.length}`,
    [number, numberFrom, numberTo, ...words, from, to],
    () => sql`(SELECT 1 FROM kernel_search_token WHERE record_id = ${sql.ref(`${table}.id`)}
 AND ((+place = ${number} AND token >= ${numberFrom} AND token < ${numberTo})
 OR (+place IN (${sql.join(words)}) AND token >= ${from} AND token < ${to})) LIMIT 1) = 1`,
  );
}
