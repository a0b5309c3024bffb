import { CompiledQuery } from 'kysely';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import type { Dialect } from '#kernel/server/db/ddl.ts';
import { firstPlace, lastPlace, standsIn } from '#kernel/server/search/places.ts';
import { searchedRows, tokensOf } from '#kernel/server/search/search-texts.ts';
import { wordsIn } from '#kernel/server/search/words.ts';
import { create } from '#kernel/server/write.ts';
import { category, variant } from '#modules/catalog/contract/index.ts';

/** Twenty nouns that every twentieth article bears, each with twenty ways to go on. */
const nouns = [
  ...['Löwe', 'Ritter', 'Engel', 'Stern', 'Bär', 'Gänseliesel', 'Landsknecht', 'Pyramide', 'Drache', 'Prinzessin'],
  ...['Schäfer', 'Lokomotive', 'Leuchter', 'Böttcher', 'Zwerg', 'Schwan', 'Müller', 'Storch', 'Glocke', 'Tanne'],
];
const endings = ['', 'gruppe', 'paar', 'kind', 'wagen', 'tor', 'haus', 'baum', 'teller', 'krug'];
const kinds = ['am Tor', 'zu Pferd'];
const sizes = ['klein', 'groß', 'mittel', 'hängend', 'stehend', 'doppelt', 'halbrund', 'fein'];
const finishes = ['bemalt', 'blank', 'antik', 'koloriert'];
const codes = ['BE', 'BL', 'AN', 'KO'];
const english = (kind: string, n: number) =>
  `${kind}${'aeiou'[n % 5]}${'lmnrst'[n % 6]}${'aeiou'[(n * 3) % 5]}${'bdgkp'[n % 5]}`;

const words: Record<string, { de: string; en: string }[]> = {
  noun: nouns.flatMap((noun, n) =>
    endings.flatMap((ending, e) =>
      kinds.map((kind, k) => ({ de: `${noun}${ending} ${kind}`, en: english('w', n * 20 + e * 2 + k) })),
    ),
  ),
  size: sizes.map((de, n) => ({ de, en: english('v', n) })),
  finish: finishes.map((de, n) => ({ de, en: english('q', n) })),
};

const digits =
  '(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)';
const firstId = 1000;
const leastNumber = 2_000_000;

/** Fills an empty company with so many variants and their words, in SQL; proves a sample against the program's own words. */
export async function fillCorpus(ctx: Ctx, count: number): Promise<void> {
  const own = trusted(ctx);
  const [group] = await create(own, category, [{ code: 'G', name: { de: 'Figuren', en: null } }]);
  const [template] = await create(own, variant, [
    { sku: '1', name: { de: 'Vorlage', en: null }, category: group?.id ?? 0, retailPrice: 100_000 },
  ]);
  const { dialect } = ctx.app.engine;
  const index = 'ix_kernel_search_token_record_id_place_token';
  const steps: [string, unknown[]?][] = [
    ...(dialect === 'mysql' ? bulkSettings : []).map((text): [string] => [text]),
    ...wordTexts(),
    [numberText(dialect, count)],
    [variantText(ctx), [template?.id]],
    // Built in order, the second index at the end: as a restored backup would be.
    [`DROP INDEX ${index}${dialect === 'mysql' ? ' ON kernel_search_token' : ''}`],
    ...tokenTexts().map((text): [string] => [text]),
    [`CREATE INDEX ${index} ON kernel_search_token (record_id, place, token)`],
  ];
  // SQLite step by step, so that its log stays short; MariaDB on the one connection that has the settings.
  const groups = dialect === 'sqlite' ? steps.map((step) => [step]) : [steps];
  for (const group of groups) {
    await withTransaction(ctx, async (tx) => {
      for (const [text, values = []] of group) await tx.db.executeQuery(CompiledQuery.raw(text, values));
    });
  }
  await proveSample(ctx, count);
}

const bulkSettings = [
  'SET SESSION sort_buffer_size = 268435456',
  'SET SESSION unique_checks = 0',
  'SET SESSION foreign_key_checks = 0',
];

function wordTexts(): [string, unknown[]?][] {
  const texts: [string, unknown[]?][] = [
    ['CREATE TABLE bench_word (kind VARCHAR(10), n INTEGER, de VARCHAR(80), en VARCHAR(80), PRIMARY KEY (kind, n))'],
    [
      'CREATE TABLE bench_token (kind VARCHAR(10), n INTEGER, lang VARCHAR(2), token VARCHAR(40), PRIMARY KEY (kind, lang, n, token))',
    ],
  ];
  for (const [kind, list] of Object.entries(words)) {
    for (const [n, { de, en }] of list.entries()) {
      texts.push(['INSERT INTO bench_word VALUES (?, ?, ?, ?)', [kind, n, de, en]]);
      for (const [lang, text] of [
        ['de', de],
        ['en', en],
      ] as const)
        for (const token of wordsIn(text))
          texts.push(['INSERT INTO bench_token VALUES (?, ?, ?, ?)', [kind, n, lang, token]]);
    }
  }
  return texts;
}

const chosen: Record<string, string> = { noun: '(i * 7919) % 397', size: 'q % 8', finish: 'i % 4' };
const code = (cased: (text: string) => string) =>
  `CASE finish_n ${codes.map((one, n) => `WHEN ${n} THEN '${cased(one)}'`).join(' ')} END`;

/** One row for each variant to be: which words it has, how long its names are, where its number ranks. */
function numberText(dialect: Dialect, count: number): string {
  const powers = ['a', 'b', 'c', 'd', 'e', 'f'];
  const number = powers.map((name, power) => `${name}.d * ${10 ** power}`).join(' + ');
  const joins = powers.map((name) => `${digits} AS ${name}`).join(' CROSS JOIN ');
  const numbers = `SELECT i, CAST((i - i % 4) / 4 AS SIGNED) AS q FROM (SELECT ${number} AS i FROM ${joins}) AS n WHERE i < ${count}`;
  // The first six characters of the number, the seventh being the last digit.
  const digit = (at: number) =>
    `CAST(substr(concat(i + ${leastNumber}, ''), ${at + 1}, 1) AS SIGNED) * ${36 ** (5 - at)}`;
  const rank = Array.from({ length: 6 }, (_, at) => digit(at)).join(' + ');
  const length = (lang: string) =>
    `(${Object.keys(words)
      .map(
        (kind) =>
          `(SELECT ${dialect === 'mysql' ? 'char_length' : 'length'}(${lang}) FROM bench_word WHERE kind = '${kind}' AND bench_word.n = w.${kind}_n)`,
      )
      .join(' + ')} + 4)`;
  const picked = `SELECT i, q, ${Object.entries(chosen)
    .map(([kind, n]) => `${n} AS ${kind}_n`)
    .join(', ')} FROM (${numbers}) AS m`;
  return `CREATE TABLE bench_number AS SELECT i, q, noun_n, size_n, finish_n, ${rank} AS code, ${length('de')} AS de, ${length('en')} AS en FROM (${picked}) AS w`;
}

function variantText(ctx: Ctx): string {
  const named = (lang: string) =>
    `concat(${Object.keys(words)
      .map((kind) => `${kind}s.${lang}`)
      .join(", ', ', ")})`;
  const values: Record<string, string> = {
    id: `i + ${firstId}`,
    sku: `concat(i + ${leastNumber}, '')`,
    legacy_sku: `concat(q + 10000, '-', ${code((text) => text)})`,
    legacy_ref_old: "concat(i + 30000000, '')",
    name_de: named('de'),
    name_en: named('en'),
  };
  const { table, columns } = ctx.app.served(variant.name);
  const selected = columns.map((column) => values[column] ?? `t.${column}`);
  const joins = Object.keys(words).map(
    (kind) => `CROSS JOIN bench_word AS ${kind}s ON ${kind}s.kind = '${kind}' AND ${kind}s.n = ${kind}_n`,
  );
  return `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${selected.join(', ')} FROM ${table} AS t CROSS JOIN bench_number ${joins.join(' ')} WHERE t.id = ?`;
}

function tokenTexts(): string[] {
  const place = firstPlace(variant.name);
  const insert = (stands: number, token: string, length: string, from = 'bench_number') =>
    `INSERT INTO kernel_search_token (place, token, weight, record_id) SELECT ${place + stands}, ${token} AS token, (${length}) * ${36 ** 6} + code AS weight, i + ${firstId} AS id FROM ${from} ORDER BY token, weight, id`;
  const lower = code((text) => text.toLowerCase());
  const legacyLength = 'CASE WHEN q < 90000 THEN 7 ELSE 8 END';
  const inName = Object.keys(words).flatMap((kind) =>
    ['de', 'en'].map((lang) =>
      insert(
        standsIn.title,
        't.token',
        lang,
        `bench_number CROSS JOIN bench_token AS t ON t.kind = '${kind}' AND t.lang = '${lang}' AND t.n = ${kind}_n`,
      ),
    ),
  );
  return [
    insert(standsIn.number, `concat(i + ${leastNumber}, '')`, '7'),
    insert(standsIn.number, `concat(q + 10000, ${lower})`, legacyLength),
    insert(standsIn.number, "concat(i + 30000000, '')", '8'),
    ...inName,
    insert(
      standsIn.elsewhere,
      "concat(q + 10000, '')",
      `${legacyLength.replace('7', '8').replace('ELSE 8', 'ELSE 9')}`,
    ),
    insert(standsIn.elsewhere, lower, `${legacyLength.replace('7', '8').replace('ELSE 8', 'ELSE 9')}`),
  ];
}

/** Throws when what was written in SQL differs from what the write path would have written. */
async function proveSample(ctx: Ctx, count: number): Promise<void> {
  const served = ctx.app.served(variant.name);
  const ids = Array.from({ length: 50 }, (_, n) => firstId + Math.floor((n * count) / 50));
  const rows = await withTransaction(ctx, (tx) => searchedRows(tx, served, ids));
  const expected = await tokensOf(ctx, served, rows);
  for (const [index, row] of rows.entries()) {
    const stored = await ctx.db
      .selectFrom('kernel_search_token')
      .select(['place', 'token', 'weight'])
      .where('record_id', '=', row.id)
      .where('place', '>=', firstPlace(variant.name))
      .where('place', '<=', lastPlace(variant.name))
      .execute();
    const asText = (tokens: readonly (readonly unknown[])[]) => tokens.map((token) => token.join(' ')).sort();
    const [found, wanted] = [asText(stored.map(Object.values)), asText(expected[index] ?? [])];
    if (found.join() !== wanted.join()) throw new Error(`variant ${row.id}: ${found} instead of ${wanted}`);
  }
}
