import { CompiledQuery } from 'kysely';
import type { Engine } from '#kernel/server/db/engine.ts';
import type { Finding } from '../contract/index.ts';
import type { Check } from './checks/check.ts';
import { followChecks } from './checks/follow-checks.ts';
import { lineChecks } from './checks/line-checks.ts';
import { paperChecks } from './checks/paper-checks.ts';
import { stockChecks } from './checks/stock-checks.ts';
import { tradeChecks } from './checks/trade-checks.ts';
import { valueChecks } from './checks/value-checks.ts';

const ofStock = [...stockChecks, ...paperChecks, ...lineChecks, ...followChecks].map((check) => ({
  ...check,
  tables: ['stock_movement', ...(check.tables ?? [])],
}));
const checks: readonly Check[] = [...ofStock, ...valueChecks, ...tradeChecks];

const rows = async (engine: Engine, sql: string) =>
  (await engine.reader.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql))).rows;

async function tablesOf(engine: Engine): Promise<ReadonlySet<string>> {
  const sql =
    engine.dialect === 'sqlite'
      ? "SELECT name FROM sqlite_master WHERE type = 'table'"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
  return new Set((await rows(engine, sql)).map(({ name }) => String(name)));
}

async function run(engine: Engine, { invariant, description, sql }: Check): Promise<Finding> {
  const found = await rows(engine, sql);
  return { invariant, description, count: found.length, sample: String(found[0]?.sample ?? '') };
}

/** `stock.boxType` lies in `stock_box_type`. */
const tableOf = (resource: string): string =>
  resource.replaceAll('.', '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** I9: what names the document it comes from by resource and id, which no foreign key holds. */
async function sourceChecks(engine: Engine, tables: ReadonlySet<string>): Promise<Check[]> {
  const made: Check[] = [];
  for (const table of ['stock_movement', 'stock_reservation', 'stock_demand', 'stock_supply']) {
    if (!tables.has(table)) continue;
    const named = await rows(engine, `SELECT DISTINCT source_resource AS name FROM ${table}`);
    const known = named.map(({ name }) => String(name)).filter((name) => tables.has(tableOf(name)));
    const isThere = known.map(
      (name) =>
        `(m.source_resource = '${name}' AND EXISTS (SELECT 1 FROM \`${tableOf(name)}\` d WHERE d.id = m.source_id))`,
    );
    made.push({
      invariant: 'I9',
      description: `${table}: nothing without its document`,
      sql: `SELECT m.id AS sample FROM ${table} m WHERE m.source_resource IS NOT NULL AND NOT (${isThere.join(' OR ') || '1 = 0'})`,
    });
  }
  return made;
}

/** I10: each posted invoice names the seal of the one before it, and every archived file still has its hash in the row. */
async function chain(engine: Engine): Promise<Finding> {
  const posted = await rows(
    engine,
    'SELECT number, hash, previous_hash FROM invoicing_invoice WHERE hash IS NOT NULL ORDER BY posted_at, number',
  );
  let previous = '';
  const broken: string[] = [];
  for (const row of posted) {
    if (row.previous_hash !== previous || !/^[0-9a-f]{64}$/.test(String(row.hash))) broken.push(String(row.number));
    previous = String(row.hash);
  }
  return {
    invariant: 'I10',
    description: 'the chain of posted invoices is whole',
    count: broken.length,
    sample: broken[0] ?? '',
  };
}

/** I11, by the clock of whoever asks. */
const outboxCheck = (now: number): Check => ({
  invariant: 'I11',
  description: 'no event older than a day waits for delivery',
  sql: `SELECT id AS sample FROM kernel_outbox WHERE delivered_at IS NULL AND created_at < ${now - 86_400_000}`,
});

const engineTables = ['kernel_outbox', 'stock_movement', 'stock_balance', 'sales_order', 'invoicing_invoice'];

async function engineCheck(engine: Engine, tables: ReadonlySet<string>): Promise<Finding> {
  const answer =
    engine.dialect === 'sqlite'
      ? await rows(engine, 'PRAGMA integrity_check')
      : await rows(engine, `CHECK TABLE ${engineTables.filter((table) => tables.has(table)).join(', ')}`);
  const bad = answer.filter((row) => !Object.values(row).some((value) => value === 'ok' || value === 'OK'));
  if (engine.dialect === 'sqlite') bad.push(...(await rows(engine, 'PRAGMA foreign_key_check')));
  return {
    invariant: 'I12',
    description: 'the engine finds its own files sound',
    count: bad.length,
    sample: bad[0] ? JSON.stringify(bad[0]) : '',
  };
}

/** The checks that are one statement each; `only` those whose description it is. */
export async function runChecks(engine: Engine, only?: string): Promise<Finding[]> {
  const tables = await tablesOf(engine);
  const findings: Finding[] = [];
  for (const check of [...checks, ...(await sourceChecks(engine, tables)), outboxCheck(Date.now())]) {
    const isThere = (check.tables ?? []).every((table) => tables.has(table));
    if (isThere && (only ?? check.description) === check.description) findings.push(await run(engine, check));
  }
  return findings;
}

/** Runs every check whose tables are there; nothing is written. */
export async function verify(engine: Engine): Promise<Finding[]> {
  const tables = await tablesOf(engine);
  const findings = await runChecks(engine);
  if (tables.has('invoicing_invoice')) findings.push(await chain(engine));
  findings.push(await engineCheck(engine, tables));
  return findings;
}
