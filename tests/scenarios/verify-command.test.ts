import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '#kernel/server/db/engine.ts';
import { openMysql } from '#kernel/server/db/mysql.ts';
import { openSqlite } from '#kernel/server/db/sqlite.ts';
import { testDialect } from '#kernel/server/testing.ts';

const root = join(import.meta.dirname, '..', '..');
const dataDir = mkdtempSync(join(tmpdir(), 'kontor-verify-'));
const serverUrl = process.env.KONTOR_TEST_MYSQL_URL ?? '';
const name = `kontor_test_${randomBytes(6).toString('hex')}`;
const file = join(dataDir, 'books.sqlite');
const databaseUrl = () => {
  if (testDialect === 'sqlite') return `sqlite:${file}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** Whoever goes to the tables past Kontor. */
async function behindItsBack(work: (engine: Engine) => Promise<unknown>, isServer = false): Promise<void> {
  const engine =
    testDialect === 'mysql' ? openMysql(isServer ? serverUrl : databaseUrl(), { connections: 1 }) : openSqlite(file);
  await work(engine).finally(() => engine.close());
}
const onServer = (sql: string) => behindItsBack((engine) => engine.reader.executeQuery(CompiledQuery.raw(sql)), true);
const inBooks = (sql: string) =>
  behindItsBack((engine) => engine.transaction((db) => db.executeQuery(CompiledQuery.raw(sql))));

/** The command as an administrator types it. */
function kontor(...args: string[]): Promise<{ code: number | null; lines: string[] }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'apps', 'server', 'cli.ts'), ...args], {
      cwd: root,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        KONTOR_ENV: 'test',
        KONTOR_DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl(),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, lines: said.split('\n').filter(Boolean) }));
  });
}

beforeAll(async () => {
  if (testDialect === 'mysql') await onServer(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
});
afterAll(async () => {
  if (testDialect === 'mysql') await onServer(`DROP DATABASE ${name}`);
  rmSync(dataDir, { recursive: true, force: true });
});

it('PRD-WHS-04 kontor verify says that the books are sound, and which number somebody has changed by hand', async () => {
  const sound = await kontor('verify');
  expect(sound.code, sound.lines.join('\n')).toBe(0);
  expect(sound.lines.length).toBeGreaterThan(30);
  expect(sound.lines.filter((line) => !line.startsWith('ok   I'))).toEqual([]);
  await inBooks(
    'INSERT INTO catalog_variant (created_at, updated_at, sku, category, unit, tax_rate) ' +
      "SELECT 1, 1, 'X', MIN(c.id), MIN(u.id), MIN(r.id) FROM catalog_category c, org_unit u, org_tax_rate r",
  );
  await inBooks(
    'INSERT INTO stock_balance (created_at, updated_at, product, location, on_hand) ' +
      "SELECT 1, 1, v.id, l.id, 5000000 FROM catalog_variant v, stock_location l WHERE l.code = 'MAIN-STOCK'",
  );
  const broken = await kontor('verify');
  expect(broken.code).toBe(1);
  expect(broken.lines.filter((line) => line.startsWith('FAIL'))).toEqual([
    expect.stringMatching(/^FAIL I3 stock: movements = balances for each place, box, product and lot: 1, e\.g\. /),
  ]);
}, 120_000);
