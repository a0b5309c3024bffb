import { z } from 'zod';
import { kernelErrors } from '#kernel/contract/index.ts';
import { idOf } from '../http/record-id.ts';
import { type AnyRoute, defineRoute } from '../module.ts';
import { importRejects, importReport, resumeImport } from './import-job.ts';

/** Imports that run as jobs: one's own only. */
export const importRoutes: AnyRoute[] = [
  defineRoute({
    method: 'GET',
    path: '/imports/:id',
    access: 'signedIn',
    summary: 'Report of an own import job so far: counts, faults and warnings by row',
    handle: async (ctx, { params }) => ({ body: await importReport(ctx, idOf(params)) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/imports/:id/rejects',
    access: 'signedIn',
    summary: 'Rows of an own import job that were not written, with the reasons, as CSV',
    handle: async (ctx, { params }) => ({
      body: Buffer.from(await importRejects(ctx, idOf(params))),
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="import-${idOf(params)}.csv"`,
      },
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/imports/:id/resume',
    access: 'signedIn',
    summary: 'Go on with an own import job that was cancelled or has failed',
    body: z.strictObject({}),
    handle: async (ctx, { params }) => ({ status: 202, body: { job: await resumeImport(ctx, idOf(params)) } }),
  }),
];

const mappingSchema = z.record(z.string(), z.string().nullable());

/** The mapping of columns in the URL: JSON, header of the file → technical name or null. */
export function readMapping(text: string | undefined): z.output<typeof mappingSchema> {
  if (text === undefined) return {};
  try {
    return mappingSchema.parse(JSON.parse(text));
  } catch {
    throw kernelErrors.invalidInput({}, [{ path: 'mapping', code: 'kernel.wrongType' }]);
  }
}
