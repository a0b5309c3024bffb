import { join } from 'node:path';
import { createDataSet, type LegacyDataSet } from '#apps/legacy-simulator/data-set/create-data-set.ts';
import { type LegacySimulator, type SimulatorOptions, startLegacySimulator } from '#apps/legacy-simulator/simulator.ts';
import type { ModuleServer } from '#kernel/server/module.ts';
import { type TestApp, testApp } from '#kernel/server/testing.ts';
import { loadTexts } from '#kernel/server/texts.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { createToken, createUser, identityPort, identityServer } from '#modules/identity/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { type ImportOptions, runImport } from '../server/import/run-import.ts';
import { configureLegacy, type LegacySettings, legacyServer } from '../server/index.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const texts = loadTexts(['kernel', 'modules/catalog', 'modules/legacy'].map((part) => join(root, part, 'locales')));
const base: readonly ModuleServer[] = [orgServer, identityServer, partyServer, legacyServer];

export const small = { families: 60, variants: 200 };
/** The real sizes, created once for all tests of a file. */
export const fullDataSet = (options: { broken?: boolean } = {}): LegacyDataSet => createDataSet(options);

/** Kontor beside a 4D server, with an empty catalogue. */
export interface LegacyHouse {
  t: TestApp;
  simulator: LegacySimulator;
  /** Imports families and variants unless told otherwise; gives one summary per table. */
  import(options?: ImportOptions): ReturnType<typeof runImport>;
  configure(settings: Partial<LegacySettings>): void;
  /** A token of a user with just these permissions. */
  tokenOf(username: string, ...scopes: string[]): Promise<string>;
  close(): Promise<void>;
}

export async function openHouse(
  source: SimulatorOptions = small,
  modules: readonly ModuleServer[] = [],
  catalog: ModuleServer = catalogServer,
): Promise<LegacyHouse> {
  const all = [...base, catalog, ...modules];
  const t = await testApp(all, { identity: identityPort, texts });
  for (const module of all) await module.seed?.(t.ctx);
  const simulator = await startLegacySimulator(source);
  const configure = (settings: Partial<LegacySettings>) =>
    configureLegacy(t.app, { url: simulator.url, backOffMs: 1, sessionWaitsMs: [1, 1], ...settings });
  configure({});
  return {
    t,
    simulator,
    configure,
    import: (options = { families: true, variants: true }) => runImport(t.ctx, options, async () => undefined),
    tokenOf: async (username, ...scopes) => {
      const more = { password: username, anyPassword: true, roles: ['administrator'] };
      await createUser(t.ctx, { username, displayName: `Frau ${username}`, ...more });
      return (await createToken(t.ctx, { username, name: 'test', scopes, expiresInDays: 1 })).token;
    },
    close: async () => {
      await t.close();
      await simulator.close();
    },
  };
}

const catalogue = ['catalog_product', 'catalog_variant', 'catalog_category'];

/** Every cell of the catalogue, and how much was audited and indexed: equal means that nothing was written. */
export async function catalogueState({ t }: LegacyHouse): Promise<string> {
  const rows = [];
  for (const table of catalogue) rows.push(await t.ctx.db.selectFrom(table).selectAll().orderBy('id').execute());
  const count = (table: string) => t.ctx.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n'));
  const audited = await count('kernel_audit').where('resource', 'like', 'catalog.%').executeTakeFirst();
  const indexed = await count('kernel_search_token').executeTakeFirst();
  return JSON.stringify([rows, audited?.n, indexed?.n]);
}

/** Rows of a table by one column. */
export async function rowsBy(
  { t }: LegacyHouse,
  table: 'catalog_product' | 'catalog_variant',
  column = 'legacy_key',
): Promise<Map<string, Record<string, string | number | null>>> {
  const rows = await t.ctx.db.selectFrom(table).selectAll().execute();
  return new Map(rows.map((row) => [String(row[column]), row]));
}

/** The report of a run: `[severity, source key, code]` of each line. */
export async function reportOf({ t }: LegacyHouse, run: { id: number } | undefined): Promise<string[][]> {
  const lines = await t.ctx.db
    .selectFrom('legacy_import_run_rows')
    .select(['severity', 'source_key', 'code'])
    .where('parent_id', '=', run?.id ?? 0)
    .orderBy('position')
    .execute();
  return lines.map(({ severity, source_key, code }) => [String(severity), String(source_key), String(code)]);
}
