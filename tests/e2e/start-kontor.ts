import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { ensureMariaDb } from '../../scripts/services/mariadb.ts';
import { freePort } from '../../scripts/services/throw-away-server.ts';

const root = join(import.meta.dirname, '..', '..');
const startLimit = 120_000;
const stopLimit = 15_000;

export interface RunningKontor {
  /** E.g. `http://127.0.0.1:41234`. */
  readonly url: string;
  /** The simulator of the legacy server, with its switches below `/simulator/`. */
  readonly legacyUrl: string;
  /** The password of every user of the sample company. */
  readonly password: string;
  stop(): Promise<void>;
}

interface Database {
  readonly env: Record<string, string>;
  readonly drop: () => Promise<void>;
}

/** SQLite in the data folder, or with `KONTOR_TEST_ENGINE=mysql` an own database of a MariaDB. */
async function openDatabase(): Promise<Database> {
  if (process.env.KONTOR_TEST_ENGINE !== 'mysql') return { env: {}, drop: async () => {} };
  const service = await ensureMariaDb();
  const url = new URL(service.url);
  const name = `kontor_e2e_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string) => {
    const connection = await createConnection({ uri: service.url });
    await connection.query(statement).finally(() => connection.end());
  };
  await run(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  url.pathname = `/${name}`;
  return {
    env: { DATABASE_URL: url.href },
    drop: async () => {
      await run(`DROP DATABASE ${name}`);
      await service.stop();
    },
  };
}

/** Resolves with the address that the server says it answers at; rejects with what it said when it ends before. */
function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => reject(new Error(`Kontor did not start:\n${said}`)), startLimit);
    const listen = (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-20_000);
      const url = /Kontor is ready: (\S+)/.exec(said)?.[1];
      if (!url) return;
      clearTimeout(late);
      resolve(url);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`Kontor ended with ${code}:\n${said}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), stopLimit);
  await ended;
  clearTimeout(late);
}

/** Starts the demo as a process of its own, on free ports and an empty database: the sample company as `npm run demo` shows it. */
export async function startKontor(): Promise<RunningKontor> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kontor-e2e-'));
  const password = randomBytes(9).toString('base64url');
  const database = await openDatabase();
  const legacyPort = await freePort();
  const child = spawn(process.execPath, [join(root, 'apps', 'server', 'demo', 'main.ts')], {
    cwd: root,
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      KONTOR_ENV: 'test',
      KONTOR_HOST: '127.0.0.1',
      KONTOR_PORT: '0',
      KONTOR_LEGACY_PORT: String(legacyPort),
      KONTOR_DATA_DIR: dataDir,
      KONTOR_DEMO_PASSWORD: password,
      ...database.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killAtExit = () => child.kill('SIGKILL');
  process.on('exit', killAtExit);
  const stop = async () => {
    await end(child);
    process.off('exit', killAtExit);
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const url = await untilReady(child);
    return { url, legacyUrl: `http://127.0.0.1:${legacyPort}`, password, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
