import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { provideProgram } from './debian-package.ts';
import { freePort, type Service, startServer } from './throw-away-server.ts';

const PACKAGES = ['mariadb-server'];
const run = promisify(execFile);
const secret = () => randomBytes(16).toString('hex');

/** mariadbd refuses to run as root unless told so. */
const asRoot = () => (process.getuid?.() === 0 ? ['--user=root'] : []);

/** The durability of production, but no more than a test needs of everything else. */
const SETTINGS = [
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--performance-schema=OFF',
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-buffer-pool-size=256M',
  '--innodb-log-file-size=64M',
  '--max-connections=200',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
];

async function ping(url: string): Promise<void> {
  const connection = await createConnection({ uri: url, connectTimeout: 2_000 });
  await connection.query('SELECT 1').finally(() => connection.end());
}

/**
 * A MariaDB for tests: the one that `KONTOR_TEST_MYSQL_URL` names, else an own throw-away one on 127.0.0.1 whose user
 * may create databases. Installs Debian's mariadb-server where it can; throws with what to install where it cannot.
 */
export async function ensureMariaDb(): Promise<Service> {
  const given = process.env.KONTOR_TEST_MYSQL_URL;
  if (given) return { url: given, stop: async () => {} };

  const program = await provideProgram(['mariadbd'], PACKAGES);
  const installer = await provideProgram(['mariadb-install-db'], PACKAGES);
  const folder = mkdtempSync(join(tmpdir(), 'kontor-mariadb-'));
  const data = join(folder, 'data');
  await run(installer, [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...asRoot(),
  ]);

  const port = await freePort();
  const user = `kontor_${randomBytes(4).toString('hex')}`;
  const password = secret();
  const initFile = join(folder, 'init.sql');
  const statements = [
    'CREATE DATABASE kontor;',
    `CREATE USER '${user}'@'127.0.0.1' IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO '${user}'@'127.0.0.1' WITH GRANT OPTION;`,
    `ALTER USER 'root'@'localhost' IDENTIFIED BY '${secret()}';`,
  ];
  writeFileSync(initFile, `${statements.join('\n')}\n`, { mode: 0o600 });

  return startServer({
    program,
    args: [
      '--no-defaults',
      ...asRoot(),
      `--datadir=${data}`,
      // Its own: a server that starts removes the temporary tables it finds, those of its neighbours too.
      `--tmpdir=${folder}`,
      `--socket=${join(folder, 'mariadb.sock')}`,
      `--pid-file=${join(folder, 'mariadb.pid')}`,
      `--init-file=${initFile}`,
      `--port=${port}`,
      ...SETTINGS,
    ],
    folder,
    url: `mysql://${user}:${password}@127.0.0.1:${port}/kontor`,
    ping,
  });
}
