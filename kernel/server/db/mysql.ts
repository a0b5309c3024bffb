import { CompiledQuery, Kysely, type KyselyPlugin, MysqlDialect } from 'kysely';
import { createPool, type Pool, type PoolConnection } from 'mysql2';
import { type Engine, type FaultKind, type Tables, withRetries } from './engine.ts';

const lostConnection = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ER_SERVER_SHUTDOWN',
  'ENOENT',
]);

export function classifyMysqlFault(error: unknown): FaultKind {
  const { errno, code = '', message = '' } = error as { errno?: number; code?: string; message?: string };
  if (message.includes('kontor_immutable')) return 'immutable';
  switch (errno) {
    case 1020:
    case 1205:
    case 1213:
      return 'retry';
    case 1062:
      return 'duplicate';
    case 1451:
    case 1452:
      return 'reference';
    case 4025:
    case 3819:
      return 'check';
    case 1021:
    case 1114:
    case 28:
      return 'full';
  }
  return lostConnection.has(code) || message.includes('closed state') ? 'gone' : 'other';
}

/** The session each connection gets before its first use (quality bar §1.1). */
const sessionSettings = [
  `SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`,
  `SET SESSION innodb_lock_wait_timeout = 5`,
  `SET SESSION time_zone = '+00:00'`,
  // Every change is a guarded relative update or made under FOR UPDATE; gap locks would only add deadlocks.
  `SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED`,
];

function prepareSession(connection: PoolConnection): void {
  for (const setting of sessionSettings) connection.query(setting);
  // MariaDB only; MySQL answers 1193 (unknown variable), which changes nothing.
  connection.query('SET SESSION innodb_snapshot_isolation = ON', () => undefined);
}

function openPool(url: string, connections: number): Pool {
  const pool = createPool({
    uri: url,
    connectionLimit: connections,
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    decimalNumbers: true,
    // MariaDB takes a multi-row insert of a whole import chunk; the driver must not cut it.
    maxPreparedStatements: 500,
  });
  pool.on('connection', prepareSession);
  return pool;
}

/** MySQL or MariaDB, by URL `mysql://user:password@host:port/database`. */
export function openMysql(url: string, options: { connections?: number } = {}): Engine {
  const pool = openPool(url, options.connections ?? 16);
  const counter = { statements: 0 };
  const count: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    transformResult: ({ result }) => {
      counter.statements++;
      return Promise.resolve(result);
    },
  };
  const db = new Kysely<Tables>({ dialect: new MysqlDialect({ pool }), plugins: [count] });
  return {
    dialect: 'mysql',
    reader: db,
    transaction: (work) => withRetries(() => db.transaction().execute(work), classifyMysqlFault),
    classify: classifyMysqlFault,
    statements: () => counter.statements,
    describe: async () => {
      const { rows } = await db.executeQuery<{ version: string; flush: number; mode: string }>(
        CompiledQuery.raw('SELECT VERSION() AS version, @@innodb_flush_log_at_trx_commit AS flush, @@sql_mode AS mode'),
      );
      const [row] = rows;
      return {
        engine: row?.version.includes('MariaDB') ? 'MariaDB' : 'MySQL',
        version: row?.version ?? '',
        innodb_flush_log_at_trx_commit: String(row?.flush),
        sql_mode: row?.mode ?? '',
      };
    },
    close: () => db.destroy(),
  };
}
