import Database from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type Dialect as KyselyDialect,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { type Db, type Engine, type FaultKind, openDirectWay, type Tables, withRetries } from './engine.ts';

/** Older libraries can corrupt a WAL that several connections use (quality bar §0.6). */
const leastVersion = [3, 51, 3];
/** Most transactions that share one commit; keeps the first of them from waiting long. */
const groupSize = 64;
/** So many turns of the loop without another request, and a group has all it will get; some 20 µs each. */
const quietTurns = 4;
/** After so many ms without a transaction the log is copied into the database file. */
const idleTime = 500;
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

interface Counter {
  statements: number;
  /** Those among them that may have changed something. */
  writes: number;
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database.Database;
  readonly #counter: Counter;
  readonly #prepared = new Map<string, Database.Statement>();

  constructor(database: Database.Database, counter: Counter) {
    this.#database = database;
    this.#counter = counter;
  }

  executeQuery<R>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<R>> {
    this.#counter.statements++;
    const statement = this.#prepare(sql);
    if (!statement.readonly) this.#counter.writes++;
    if (statement.reader) return Promise.resolve({ rows: statement.all(...parameters) as R[] });
    const { changes, lastInsertRowid } = statement.run(...parameters);
    return Promise.resolve({ rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) });
  }

  // The interface asks for a generator; the results of this engine are small enough to come whole.
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query);
  }

  #prepare(sql: string): Database.Statement {
    let statement = this.#prepared.get(sql);
    if (!statement) {
      if (this.#prepared.size > 500) this.#prepared.clear();
      statement = this.#database.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

/** One connection for ever: the engine below decides who may use it, and when a transaction begins and ends. */
class SingleConnectionDriver implements Driver {
  readonly #connection: SqliteConnection;
  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }
  async init() {}
  acquireConnection = () => Promise.resolve(this.#connection);
  beginTransaction = () => Promise.reject(new Error('transactions go through Engine.transaction'));
  commitTransaction = this.beginTransaction;
  rollbackTransaction = this.beginTransaction;
  async releaseConnection() {}
  async destroy() {}
}

const kysely = (connection: SqliteConnection): Db => {
  const dialect: KyselyDialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SingleConnectionDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  const db = new Kysely<Tables>({ dialect });
  openDirectWay(db, async (sql, parameters) => connection.executeQuery({ sql, parameters }));
  return db;
};

function open(file: string, readonly: boolean): Database.Database {
  const database = new Database(file, { readonly });
  // The engine's own lower() knows ASCII alone; people filter for "über" and mean "Über" too.
  database.function('lower', { deterministic: true }, (text: unknown) =>
    typeof text === 'string' ? text.toLowerCase() : text,
  );
  database.pragma('busy_timeout = 5000');
  database.pragma('foreign_keys = ON');
  if (!readonly) {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    // The queue's idle moments do it; this bounds the log (200 MB) should there be none.
    database.pragma('wal_autocheckpoint = 50000');
  }
  database.pragma('cache_size = -65536');
  database.pragma('temp_store = MEMORY');
  return database;
}

function refuseOldLibrary(database: Database.Database): string {
  const version = String(database.prepare('SELECT sqlite_version() AS v').pluck().get());
  const parts = version.split('.').map(Number);
  for (const [index, least] of leastVersion.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) break;
    if (part < least) throw new Error(`SQLite ${version} is too old: ${leastVersion.join('.')} or newer is needed`);
  }
  return version;
}

export function classifySqliteFault(error: unknown): FaultKind {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  if (message.includes('kontor_immutable')) return 'immutable';
  if (code.startsWith('SQLITE_BUSY')) return 'retry';
  if (code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY') return 'duplicate';
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') return 'reference';
  if (code === 'SQLITE_CONSTRAINT_CHECK') return 'check';
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR_WRITE')) return 'full';
  return 'other';
}

interface Waiting {
  run(): Promise<void>;
  settle(fault?: unknown): void;
}

/**
 * The one writer. Transactions that wait at the same moment share one commit, and nobody is answered before it is on the
 * disk. One that fails after it has written takes the others' work back with its own: they are run again, each by itself,
 * which transactions must bear anyway (see {@link Engine.transaction}). Failing is rare after the first write, so nobody
 * pays for savepoints.
 */
class WriterQueue {
  readonly #database: Database.Database;
  readonly #counter: Counter;
  readonly #statements = new Map<string, Database.Statement>();
  #waiting: Waiting[] = [];
  #busy = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(database: Database.Database, counter: Counter) {
    this.#database = database;
    this.#counter = counter;
  }

  add<T>(work: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let outcome: { value: T } | { fault: unknown } | undefined;
      this.#waiting.push({
        run: async () => {
          try {
            outcome = { value: await work() };
          } catch (fault) {
            outcome = { fault };
            throw fault;
          }
        },
        settle: (fault) => {
          if (outcome && 'fault' in outcome) reject(outcome.fault);
          else if (fault !== undefined || !outcome) reject(fault);
          else resolve(outcome.value);
        },
      });
      if (!this.#busy) {
        this.#busy = true;
        clearTimeout(this.#idle);
        // Requests read from their sockets in the same turn of the loop join the group.
        setImmediate(() => void this.#drain());
      }
    });
  }

  /** Copies the log into the database file, as far as readers allow. */
  #checkpoint(): void {
    if (this.#database.open) this.#database.pragma('wal_checkpoint(PASSIVE)');
  }

  #do(sql: string): void {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    statement.run();
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#commitGroup(this.#waiting.splice(0, groupSize));
      await this.#company();
    }
    this.#busy = false;
    this.#idle = setTimeout(() => this.#checkpoint(), idleTime).unref();
  }

  /** Who has just been answered asks again at once: waits while more come, so that they share a commit. */
  async #company(): Promise<void> {
    for (let quiet = 0; quiet < quietTurns && this.#waiting.length < groupSize; ) {
      const before = this.#waiting.length;
      await nextTurn();
      quiet = this.#waiting.length === before ? quiet + 1 : 0;
    }
  }

  async #commitGroup(group: Waiting[]): Promise<void> {
    let fault: unknown;
    try {
      this.#do('BEGIN IMMEDIATE');
      const spoiled = await this.#runAll(group);
      if (!spoiled) this.#do('COMMIT');
      else if (this.#database.inTransaction) this.#do('ROLLBACK');
      if (spoiled && group.length > 1) {
        for (const one of group) await this.#commitGroup([one]);
        return;
      }
    } catch (refusal) {
      fault = refusal;
      if (this.#database.inTransaction) this.#do('ROLLBACK');
    }
    for (const one of group) one.settle(fault);
  }

  /** Whether one of them failed and left something behind, or had its transaction ended by the engine (full disk). */
  async #runAll(group: readonly Waiting[]): Promise<boolean> {
    for (const one of group) {
      const { writes } = this.#counter;
      try {
        await one.run();
      } catch {
        if (this.#counter.writes > writes || !this.#database.inTransaction) return true;
      }
    }
    return false;
  }
}

/** SQLite, embedded: one writer connection in this one process, one reader beside it. `file` may be `:memory:`. */
export function openSqlite(file: string): Engine {
  const counter: Counter = { statements: 0, writes: 0 };
  const writer = open(file, false);
  const version = refuseOldLibrary(writer);
  const memory = file === ':memory:';
  const readerDatabase = memory ? writer : open(file, true);
  const writerDb = kysely(new SqliteConnection(writer, counter));
  const reader = memory ? writerDb : kysely(new SqliteConnection(readerDatabase, counter));
  const queue = new WriterQueue(writer, counter);
  return {
    dialect: 'sqlite',
    reader,
    transaction: (work) => withRetries(() => queue.add(() => work(writerDb)), classifySqliteFault),
    classify: classifySqliteFault,
    statements: () => counter.statements,
    describe: async () => ({
      engine: 'SQLite',
      version,
      journal_mode: String(writer.pragma('journal_mode', { simple: true })),
      synchronous: String(writer.pragma('synchronous', { simple: true })),
    }),
    close: async () => {
      // Whoever is still in the queue gets his answer first.
      await queue.add(async () => undefined).catch(() => undefined);
      if (!memory) readerDatabase.close();
      writer.close();
    },
  };
}
