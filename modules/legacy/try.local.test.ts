import { expect, it } from 'vitest';
import { startLegacySimulator } from '#apps/legacy-simulator/simulator.ts';
import { testApp } from '#kernel/server/testing.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { identityPort, identityServer } from '#modules/identity/server/index.ts';
import { orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { configureLegacy, legacyServer, runLegacyImport } from './server/index.ts';

it('try', async () => {
  const modules = [orgServer, identityServer, partyServer, catalogServer, legacyServer];
  const t = await testApp(modules, { identity: identityPort, file: true });
  for (const m of modules) await m.seed?.(t.ctx);
  const simulator = await startLegacySimulator();
  configureLegacy(t.app, { url: simulator.url });
  for (const dryRun of [true, false, false])
    console.log(await runLegacyImport(t.app, { families: true, variants: true, dryRun }, (l) => console.log(l)));
  console.log(await runLegacyImport(t.app, { updateRelationships: true }, (l) => console.log(l)));
  console.log(simulator.dataSet.traps.broken, simulator.requests.writeAttempts, simulator.requests.total);
  expect(1).toBe(1);
  await t.close();
  await simulator.close();
}, 60000);
