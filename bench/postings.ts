import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createPool, type ResultSetHeader } from 'mysql2/promise';
import { withTransaction } from '#kernel/server/ctx.ts';
import { openTestEngine, testDialect } from '#kernel/server/testing.ts';
import { postMovements } from '#modules/stock/server/index.ts';
import { openWarehouse, pieces, type Warehouse } from '../tests/scenarios/warehouse.ts';
import { median, type Result } from './measure.ts';

const seconds = 2;
const rounds = 5;
const writers = [1, 8, 32];
const products = 200;

/** A unit of work is one document of one movement: a transfer of a piece from shelf to shelf. */
type Post = (worker: number, turn: number) => Promise<void>;

/**
 * Movements a second of 1, 8 and 32 writers through the ledger's door (checks, guarded balances, movement, history), beside
 * the bare driver doing the least one could call a movement: two guarded updates and one insert in one durable transaction.
 */
export async function benchPostings(): Promise<Result[]> {
  const house = await openWarehouse([], { engine: await openTestEngine({ file: true, connections: 32 }) });
  const bare = await openBare();
  try {
    const ours = await ourPost(house);
    const results: Result[] = [];
    for (const count of writers) {
      const pairs: { ours: number; driver: number }[] = [];
      for (let round = 0; round < rounds; round++)
        pairs.push({ driver: await perSecond(count, bare.post), ours: await perSecond(count, ours) });
      const kept = pairs.slice(1);
      results.push({
        name: `movements/s, ${count} ${count === 1 ? 'writer' : 'writers'} ÷ bare driver`,
        value: median(kept.map((pair) => pair.ours / pair.driver)),
        unit: 'ratio',
        detail: `${Math.round(median(kept.map((pair) => pair.ours)))}/s against ${Math.round(median(kept.map((pair) => pair.driver)))}/s`,
      });
    }
    return results;
  } finally {
    await bare.close();
    await house.close();
  }
}

async function perSecond(count: number, post: Post): Promise<number> {
  const began = performance.now();
  const end = began + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: count }, async (_, worker) => {
      for (let turn = 0; performance.now() < end; turn++) {
        await post(worker, turn);
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - began) / 1000);
}

/** Writers of both sides take the same products, there and back, so that nothing runs out. */
const productOf = (worker: number, turn: number) => (worker * 31 + (turn >> 1)) % products;

async function ourPost(house: Warehouse): Promise<Post> {
  const shelf = await house.place('BENCH');
  const ids: number[] = [];
  for (let n = 0; n < products; n++) ids.push(await house.product(`B-${n}`));
  for (const product of ids) {
    await house.stock(product, '1000');
    await house.stock(product, '1000', { to: shelf });
  }
  const date = house.today;
  return async (worker, turn) => {
    const product = ids[productOf(worker, turn)] ?? 0;
    const [from, to] = turn % 2 === 0 ? [house.store, shelf] : [shelf, house.store];
    const source = { resource: 'bench.document', id: turn, title: 'B' };
    await withTransaction(house.ctx, (tx) =>
      postMovements(tx, { kind: 'transfer', date, source }, [{ product, from, to, quantity: pieces('1') }]),
    );
  };
}

interface Bare {
  post: Post;
  close(): Promise<void>;
}
const balanceTable =
  'product INTEGER NOT NULL, place INTEGER NOT NULL, on_hand BIGINT NOT NULL, PRIMARY KEY (product, place)';
const take = 'UPDATE balance SET on_hand = on_hand + ? WHERE product = ? AND place = ? AND on_hand + ? >= 0';
const note = 'INSERT INTO movement (product, source, target, quantity) VALUES (?, ?, ?, ?)';
const changesOf = (product: number, turn: number) => {
  const [from, to] = turn % 2 === 0 ? [1, 2] : [2, 1];
  return {
    from,
    to,
    updates: [[-1, product, from, -1] as const, [1, product, to, 1] as const],
    insert: [product, from, to, 1] as const,
  };
};

const openBare = (): Promise<Bare> => (testDialect === 'sqlite' ? openBareSqlite() : openBareMysql());

async function openBareSqlite(): Promise<Bare> {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-bare-'));
  const database = new Database(join(folder, 'bare.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE balance (${balanceTable}) WITHOUT ROWID;
    CREATE TABLE movement (id INTEGER PRIMARY KEY, product INTEGER, source INTEGER, target INTEGER, quantity INTEGER)`);
  const fill = database.prepare('INSERT INTO balance VALUES (?, ?, 1000)');
  for (let product = 0; product < products; product++) for (const shelf of [1, 2]) fill.run(product, shelf);
  const update = database.prepare(take);
  const insert = database.prepare(note);
  const transfer = database.transaction((product: number, turn: number) => {
    const { updates, insert: row } = changesOf(product, turn);
    for (const change of updates) update.run(...change);
    insert.run(...row);
  });
  return {
    post: async (worker, turn) => {
      transfer(productOf(worker, turn), turn);
      // The driver blocks; others get their turn as they would over the network.
      await new Promise(setImmediate);
    },
    close: async () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openBareMysql(): Promise<Bare> {
  const url = new URL(process.env.KONTOR_TEST_MYSQL_URL ?? '');
  const name = `kontor_bare_${process.pid}`;
  const admin = createPool({ uri: url.href, connectionLimit: 1 });
  await admin.query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const pool = createPool({ uri: url.href, connectionLimit: 32 });
  await pool.query(`CREATE TABLE balance (${balanceTable})`);
  await pool.query(
    'CREATE TABLE movement (id INTEGER PRIMARY KEY AUTO_INCREMENT, product INTEGER, source INTEGER, target INTEGER, quantity INTEGER)',
  );
  for (let product = 0; product < products; product++)
    await pool.query('INSERT INTO balance VALUES (?, 1, 1000), (?, 2, 1000)', [product, product]);
  return {
    post: async (worker, turn) => {
      const connection = await pool.getConnection();
      try {
        await connection.beginTransaction();
        const { updates, insert } = changesOf(productOf(worker, turn), turn);
        // In the order of their key, so that two writers never wait for each other crosswise.
        for (const change of [...updates].sort((a, b) => a[2] - b[2]))
          await connection.execute<ResultSetHeader>(take, [...change]);
        await connection.execute(note, [...insert]);
        await connection.commit();
      } finally {
        connection.release();
      }
    },
    close: async () => {
      await pool.end();
      await admin.query(`DROP DATABASE ${name}`);
      await admin.end();
    },
  };
}
