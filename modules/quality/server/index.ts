import { defineServer } from '#kernel/server/module.ts';
import { serve } from '#kernel/server/served.ts';
import { askFor } from '#kernel/server/timed.ts';
import { acceptance, qualityContract, snapshotJob } from '../contract/index.ts';
import { qualityFixJob } from './fixes/apply-fix.ts';
import { qualityRoutes } from './routes.ts';
import { snapshot } from './snapshot/snapshot.ts';
import { qualitySnapshotJob } from './snapshot/take-snapshot.ts';
import { visibleAcceptances } from './visible-acceptances.ts';

export { runQuality } from './cli/run-quality.ts';
export { countRule } from './find/count-findings.ts';
export { visibleRules } from './find/visible-rules.ts';

export const qualityServer = defineServer(qualityContract, {
  resources: [serve(snapshot, {}), serve(acceptance, { scope: visibleAcceptances })],
  routes: qualityRoutes,
  jobs: [qualityFixJob, qualitySnapshotJob],
  // Before the working day, and beside the other nightly work (PRD-LNK-21); a snapshot of the same day replaces the first.
  timed: [{ name: 'takeSnapshot', at: '40 3 * * *', run: askFor(snapshotJob) }],
});
