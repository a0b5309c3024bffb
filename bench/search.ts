import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Engine } from '#kernel/server/db/engine.ts';
import { openMysql } from '#kernel/server/db/mysql.ts';
import { openSqlite } from '#kernel/server/db/sqlite.ts';
import { pickRecords, searchEverywhere } from '#kernel/server/http/search.ts';
import { listRecords } from '#kernel/server/read.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { salesApp } from '../tests/scenarios/trading-company.ts';
import { median, type Result } from './measure.ts';
import { fillCorpus } from './search-corpus.ts';

const many = Number(process.env.ROWS ?? 1_000_000);
const few = 10_000;

/** What people type, letter by letter. */
const typed = [
  'löwengruppe',
  'Baer',
  'ritter bemalt',
  'groß stern antik',
  '2004711',
  '11400-BE',
  '11400 be',
  'tanne zu pferd',
  'schaeferkind klein',
];
const keystrokes = typed.flatMap((text) => Array.from(text, (_, index) => text.slice(0, index + 1)));

type Ask = (ctx: Ctx, q: string) => Promise<unknown>;
const asks: Record<string, Ask> = {
  'list as one types': (ctx, q) =>
    listRecords(ctx, ctx.app.served(variant.name), {
      q,
      limit: 50,
      fields: ['sku', 'legacySku', 'name', 'state', 'retailPrice'],
    }),
  'pick field, filtered': (ctx, q) =>
    pickRecords(ctx, ctx.app.served(variant.name), { q, 'filter[state]': 'active', 'filter[isSold]': 'true' }),
  'palette over all resources': (ctx, q) => searchEverywhere(ctx, q, 5),
};

async function openSqliteFile(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-bench-'));
  const engine = openSqlite(join(folder, 'kontor.sqlite'));
  return { ...engine, close: () => engine.close().finally(() => rmSync(folder, { recursive: true, force: true })) };
}

async function openMysqlDatabase(): Promise<Engine> {
  const url = new URL(process.env.KONTOR_TEST_MYSQL_URL ?? '');
  const name = `kontor_bench_${randomBytes(4).toString('hex')}`;
  const server = openMysql(url.href, { connections: 1 });
  const run = (sql: string) => server.reader.executeQuery(CompiledQuery.raw(sql));
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  url.pathname = `/${name}`;
  const engine = openMysql(url.href);
  return {
    ...engine,
    close: async () => {
      await engine.close();
      await run(`DROP DATABASE ${name}`);
      await server.close();
    },
  };
}

interface Stroke {
  q: string;
  /** Milliseconds on the small and on the large catalogue. */
  small: number;
  large: number;
}

/**
 * Server times of every keystroke, each the median of five after one to warm up. Both catalogues are asked in turn, so
 * that a noisy minute falls upon both.
 */
async function measure(ask: Ask, small: Ctx, large: Ctx): Promise<Stroke[]> {
  const strokes: Stroke[] = [];
  for (const q of keystrokes) {
    const rounds: Record<'small' | 'large', number[]> = { small: [], large: [] };
    for (let round = 0; round < 6; round++) {
      for (const [size, ctx] of [
        ['small', small],
        ['large', large],
      ] as const) {
        const start = performance.now();
        await ask(ctx, q);
        if (round > 0) rounds[size].push(performance.now() - start);
      }
    }
    strokes.push({ q, small: median(rounds.small), large: median(rounds.large) });
  }
  return strokes;
}

async function benchEngine(engine: string, open: () => Promise<Engine>): Promise<Result[]> {
  const small = await salesApp({ engine: await open() });
  const large = await salesApp({ engine: await open() });
  try {
    await fillCorpus(small.ctx, few);
    const began = performance.now();
    await fillCorpus(large.ctx, many);
    const built = ((performance.now() - began) / 1000).toFixed(0);
    const results: Result[] = [];
    for (const [name, ask] of Object.entries(asks)) {
      const strokes = await measure(ask, small.as('*'), large.as('*'));
      results.push(
        ...judged(`${engine}: ${name}`, strokes, `${many.toLocaleString('en')} variants, built in ${built} s`),
      );
    }
    return results;
  } finally {
    await small.close();
    await large.close();
  }
}

function judged(name: string, strokes: readonly Stroke[], corpus: string): Result[] {
  const now = median(strokes.map(({ large }) => large));
  const before = median(strokes.map(({ small }) => small));
  const slowest = strokes.reduce((a, b) => (b.large > a.large ? b : a));
  const each = median(strokes.map(({ large, small }) => large / small));
  const worst = `slowest ${slowest.large.toFixed(1)} ms for "${slowest.q}"`;
  return [
    { name: `${name}, server time`, value: now, unit: 'ms', bar: ['<=', 30], detail: `${corpus}; ${worst}` },
    {
      name: `${name} ÷ 10,000 variants`,
      value: now / before,
      unit: 'ratio',
      bar: ['<=', 1.5],
      detail: `median of the ratios per keystroke ${each.toFixed(2)}`,
    },
  ];
}

/** Search as you type on a large and a small catalogue, on both engines (MariaDB where `KONTOR_TEST_MYSQL_URL` names one). */
export async function benchSearch(): Promise<Result[]> {
  const results = await benchEngine('SQLite', openSqliteFile);
  if (process.env.KONTOR_TEST_MYSQL_URL) results.push(...(await benchEngine('MariaDB', openMysqlDatabase)));
  return results;
}
