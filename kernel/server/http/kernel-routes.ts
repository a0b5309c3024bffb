import { z } from 'zod';
import { kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, demand } from '../ctx.ts';
import { fileById } from '../files.ts';
import { importRoutes } from '../import-export/import-routes.ts';
import { type AnyRoute, defineRoute } from '../module.ts';
import { getRecord } from '../read.ts';
import { idOf } from './record-id.ts';
import { searchEverywhere } from './search.ts';

const digits = z.string().regex(/^\d{1,9}$/);

/** A file is seen by whoever sees the record, and the field, it belongs to. */
async function readableFile(ctx: Ctx, id: number) {
  const file = await fileById(ctx, id);
  const served = ctx.app.served(file.resource);
  if (file.recordId === null) {
    demand(ctx, `${file.resource}:read`);
    return file;
  }
  const wire = await getRecord(ctx, served, file.recordId);
  const shown = served.fields.some(
    (field) => field.spec.kind === 'file' && (wire[field.name] as { id?: number } | null)?.id === id,
  );
  if (!shown) throw kernelErrors.notFound();
  return file;
}

/** RFC 6266: an ASCII name for old clients, the real one beside it. */
export const contentDisposition = (kind: 'inline' | 'attachment', name: string): string =>
  `${kind}; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`;

/** Routes of the kernel itself: search over everything, jobs, files. */
export const kernelRoutes: AnyRoute[] = [
  ...importRoutes,
  defineRoute({
    method: 'GET',
    path: '/search',
    access: 'signedIn',
    summary: 'Search all records one may read',
    query: z.strictObject({ q: z.string().max(200), limit: digits.optional() }),
    handle: async (ctx, { query }) => ({
      body: await searchEverywhere(ctx, query.q, Math.min(Number(query.limit ?? 5), 20)),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/jobs',
    access: 'signedIn',
    summary: 'Own jobs, newest first',
    query: z.strictObject({ kind: z.string().optional(), limit: digits.optional() }),
    handle: async (ctx, { query }) => ({
      body: {
        items: await ctx.app.jobs.list(ctx, {
          ...(query.kind && { kind: query.kind }),
          ...(query.limit && { limit: Number(query.limit) }),
        }),
      },
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/jobs/:id',
    access: 'signedIn',
    summary: 'One job',
    handle: async (ctx, { params }) => ({ body: await ctx.app.jobs.get(ctx, idOf(params)) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/jobs/:id/cancel',
    access: 'signedIn',
    summary: 'Cancel a job',
    handle: async (ctx, { params }) => ({ body: await ctx.app.jobs.cancel(ctx, idOf(params)) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/files/:id',
    access: 'signedIn',
    summary: 'Content of a stored file',
    query: z.strictObject({ download: z.enum(['true']).optional() }),
    handle: async (ctx, { params, query }) => {
      const file = await readableFile(ctx, idOf(params));
      return {
        body: await ctx.app.files.get(file.sha256),
        headers: {
          'content-type': file.mediaType,
          'content-disposition': contentDisposition(query.download ? 'attachment' : 'inline', file.name),
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        },
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/permissions',
    access: { permission: 'identity.role:read' },
    summary: 'All permissions there are',
    handle: async (ctx) => ({ body: { items: ctx.app.permissions } }),
  }),
];
