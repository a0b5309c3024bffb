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

type Times = Record<string, { q: string; ms: number }[]>;

/** Server times of every keystroke: the median of three, after one to warm up. */
async function measure(open: () => Promise<Engine>, count: number): Promise<{ times: Times; built: number }> {
  const t = await salesApp({ engine: await open() });
  try {
    const began = performance.now();
    await fillCorpus(t.ctx, count);
    const built = (performance.now() - began) / 1000;
    const ctx = t.as('*');
    const times: Times = {};
    for (const [name, ask] of Object.entries(asks)) {
      const own: { q: string; ms: number }[] = [];
      for (const q of keystrokes) {
        const rounds: number[] = [];
        for (let round = 0; round < 4; round++) {
          const start = performance.now();
          await ask(ctx, q);
          rounds.push(performance.now() - start);
        }
        own.push({ q, ms: median(rounds.slice(1)) });
      }
      times[name] = own;
    }
    return { times, built };
  } finally {
    await t.close();
  }
}

async function benchEngine(engine: string, open: () => Promise<Engine>): Promise<Result[]> {
  const small = await measure(open, few);
  const large = await measure(open, many);
  return Object.keys(asks).flatMap((name): Result[] => {
    const [before, after] = [small.times[name] ?? [], large.times[name] ?? []];
    const now = median(after.map(({ ms }) => ms));
    const slowest = after.reduce((a, b) => (b.ms > a.ms ? b : a), { q: '', ms: 0 });
    const ratios = after.map(({ ms }, index) => ms / (before[index]?.ms ?? ms));
    const detail = `${many.toLocaleString('en')} variants, built in ${large.built.toFixed(0)} s; slowest ${slowest.ms.toFixed(1)} ms for "${slowest.q}"`;
    return [
      { name: `${engine}: ${name}, server time`, value: now, unit: 'ms', bar: ['<=', 30], detail },
      {
        name: `${engine}: ${name} ÷ 10,000 variants`,
        value: now / median(before.map(({ ms }) => ms)),
        unit: 'ratio',
        bar: ['<=', 1.5],
        detail: `median of the ratios per keystroke ${median(ratios).toFixed(2)}`,
      },
    ];
  });
}

/** Search as you type on a large and a small catalogue, on both engines (MariaDB where `KONTOR_TEST_MYSQL_URL` names one). */
export async function benchSearch(): Promise<Result[]> {
  const results = await benchEngine('SQLite', openSqliteFile);
  if (process.env.KONTOR_TEST_MYSQL_URL) results.push(...(await benchEngine('MariaDB', openMysqlDatabase)));
  return results;
}
