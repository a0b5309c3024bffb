import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { kernelErrors, permissionOf } from '#kernel/contract/index.ts';
import { listQuerySchema, readListQuery } from '../http/list-query.ts';
import { type AnyRoute, defineRoute } from '../module.ts';
import type { Served } from '../served.ts';
import { inspectColumns } from './column-mapping.ts';
import { exportFormats, exportRecords } from './export.ts';
import { importMediaTypes, importRecords, strictnesses } from './import.ts';
import { startImport } from './import-job.ts';
import { readMapping } from './import-routes.ts';
import { openSheet } from './open-import.ts';

const flag = z.enum(['true', 'false']).default('false');
const importQuery = z.strictObject({
  dryRun: flag,
  strictness: z.enum(strictnesses).default('errors'),
  mapping: z.string().max(8000).optional(),
  job: flag,
});

/** The file in the body, which must be of the kind that its media type says. */
function fileIn(request: FastifyRequest): { format: 'csv' | 'xlsx'; content: Uint8Array } {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
  const format = importMediaTypes[type];
  if (!format || !(request.body instanceof Uint8Array)) throw kernelErrors.unsupportedMediaType();
  return { format, content: request.body };
}

/** Export and import of a resource as files. */
export function fileRoutes(served: Served): AnyRoute[] {
  const { resource } = served;
  const exporting = defineRoute({
    method: 'GET',
    path: `/${resource.path}/export`,
    access: { permission: permissionOf(resource, 'read') },
    summary: `Export ${resource.name} as CSV or XLSX`,
    query: listQuerySchema(served).extend({ format: z.enum(exportFormats).default('csv') }),
    handle: async (ctx, { query: { format, ...query } }) => exportRecords(ctx, served, format, readListQuery(query)),
  });
  return resource.operations.includes('import') ? [exporting, ...importing(served)] : [exporting];
}

function importing(served: Served): AnyRoute[] {
  const { name, path } = served.resource;
  const access = { permission: 'data:import' };
  return [
    defineRoute({
      method: 'POST',
      path: `/${path}/import`,
      access,
      summary: `Import ${name} from CSV or XLSX; with job=true in the background`,
      query: importQuery,
      handle: async (ctx, { query, request }) => {
        const options = {
          ...fileIn(request),
          dryRun: query.dryRun === 'true',
          strictness: query.strictness,
          mapping: readMapping(query.mapping),
        };
        if (query.job === 'true') return { status: 202, body: { job: await startImport(ctx, served, options) } };
        return { body: await importRecords(ctx, served, options) };
      },
    }),
    defineRoute({
      method: 'POST',
      path: `/${path}/import/columns`,
      access,
      summary: `What the columns of a file seem to mean for ${name}`,
      handle: async (ctx, { request }) => {
        const opened = await openSheet(ctx, served, fileIn(request));
        return { body: await inspectColumns(ctx, served, opened) };
      },
    }),
  ];
}
