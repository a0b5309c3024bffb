import { idOf } from '#kernel/server/http/record-id.ts';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { importJob, importPermission, importRun, legacyErrors } from '../contract/index.ts';
import { errorsCsv } from './errors-csv.ts';
import { importRequest } from './import/import-job.ts';
import { configurationOf } from './source/configure-legacy.ts';
import { sourceStatus } from './source/source-status.ts';

const seesRuns = { permission: `${importRun.name}:read` };

export const legacyRoutes: AnyRoute[] = [
  defineRoute({
    method: 'POST',
    path: '/legacy/import',
    access: { permission: importPermission },
    summary: 'Import families and variants from the legacy 4D server, as a job',
    body: importRequest,
    handle: async (ctx, { body }) => {
      if (!body.families && !body.variants && !body.updateRelationships) throw legacyErrors.nothingToImport();
      if (body.families || body.variants) configurationOf(ctx.app);
      return { status: 202, body: { job: await ctx.app.jobs.enqueue(ctx, importJob, body) } };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/legacy/source',
    access: seesRuns,
    summary: 'Whether the legacy 4D server answers, and how many rows it has',
    handle: async (ctx) => ({ body: await sourceStatus(ctx) }),
  }),
  defineRoute({
    method: 'GET',
    path: `/${importRun.path}/:id/errors.csv`,
    access: seesRuns,
    summary: 'Report of a run of the import, as CSV',
    handle: (ctx, { params }) => errorsCsv(ctx, idOf(params)),
  }),
];
