import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { provideProgram } from './debian-package.ts';
import { freePort, type Service, startServer } from './throw-away-server.ts';

async function ping(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  // Without a listener a refused connection is also printed; the promise tells it already.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.ping();
  } finally {
    client.disconnect();
  }
}

/**
 * A Redis for tests: the one that `KONTOR_TEST_REDIS_URL` names, else an own one in memory on 127.0.0.1. Installs
 * Debian's redis-server where it can; throws with what to install where it cannot.
 */
export async function ensureRedis(): Promise<Service> {
  const given = process.env.KONTOR_TEST_REDIS_URL;
  if (given) return { url: given, stop: async () => {} };

  const program = await provideProgram(['redis-server'], ['redis-server']);
  const folder = mkdtempSync(join(tmpdir(), 'kontor-redis-'));
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${password}`,
    'save ""',
    'appendonly no',
    'daemonize no',
  ];
  const settingsFile = join(folder, 'redis.conf');
  writeFileSync(settingsFile, `${settings.join('\n')}\n`, { mode: 0o600 });
  return startServer({ program, args: [settingsFile], folder, url: `redis://:${password}@127.0.0.1:${port}`, ping });
}
