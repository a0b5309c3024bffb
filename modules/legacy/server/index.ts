import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { legacyContract } from '../contract/index.ts';
import { legacyImportJob } from './import/import-job.ts';
import { legacyRoutes } from './routes.ts';
import { sourceSession } from './source/source-session.ts';

export { runLegacyImport } from './cli/run-legacy-import.ts';
export { configureLegacy, type LegacySettings } from './source/configure-legacy.ts';

export const legacyServer = defineServer(legacyContract, {
  resources: [serve(sourceSession, {})],
  routes: legacyRoutes,
  jobs: [legacyImportJob],
});
