import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLegacySimulator } from '#apps/legacy-simulator/simulator.ts';
import { startServer } from '../compose.ts';
import { readConfig, setting } from '../config.ts';
import { endOnSignal } from '../end-on-signal.ts';
import { seedAdventureCompany } from './adventureworks/adventure-company.ts';
import { buildWeb } from './build-web.ts';
import { demoUsers } from './demo-users.ts';
import { generatePassword } from './generate-password.ts';
import { seedSampleCompany } from './sample-company.ts';

/**
 * `npm run demo`: Kontor on SQLite with a sample company, one user per role, and the simulator of the legacy server.
 * `-- --company=adventure` takes a bicycle maker's real data instead of the maker of pewter figures.
 */
const { values } = parseArgs({ options: { company: { type: 'string', default: 'sample' } } });
if (!['sample', 'adventure'].includes(values.company)) throw new Error('--company is sample or adventure');
const isAdventure = values.company === 'adventure';
const given = readConfig({ KONTOR_ENV: 'development', KONTOR_LOG_LEVEL: 'warn', ...process.env });
const dataDir = join(given.dataDir, isAdventure ? 'demo-adventure' : 'demo');
mkdirSync(dataDir, { recursive: true });

/** The same password for the life of this database, unless the environment names one. */
function demoPassword(): string {
  const named = setting(process.env, 'KONTOR_DEMO_PASSWORD');
  if (named) return named;
  const file = join(dataDir, 'demo-password');
  if (!existsSync(file)) writeFileSync(file, generatePassword(), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

buildWeb();
const password = demoPassword();
const simulator = await startLegacySimulator({ port: Number(process.env.KONTOR_LEGACY_PORT ?? 8093) });
process.env.KONTOR_LEGACY_URL ??= simulator.url;
const databaseUrl =
  process.env.DATABASE_URL || process.env.DB_HOST ? given.databaseUrl : `sqlite:${join(dataDir, 'kontor.sqlite')}`;
const server = await startServer({ ...given, dataDir, databaseUrl, legacyUrl: process.env.KONTOR_LEGACY_URL });
if (isAdventure) await seedAdventureCompany(server.app, server.url, password);
else await seedSampleCompany(server.app, password);

console.log(`
Kontor is ready: ${server.url}

  users      ${demoUsers.map(({ username }) => username).join('\n             ')}
  password   ${password}   (the same for all of them)

The simulator of the legacy 4D server runs at ${simulator.url}. Ctrl+C ends both.
`);
endOnSignal(async () => {
  await server.close();
  await simulator.close();
});
