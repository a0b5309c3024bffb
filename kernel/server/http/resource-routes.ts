import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { kernelErrors, permissionOf, type ToldProblem } from '#kernel/contract/index.ts';
import { warningsOf } from '../changes.ts';
import { checkRoutes } from '../check/check-routes.ts';
import { type Ctx, can } from '../ctx.ts';
import { historyOf } from '../history/read-history.ts';
import { fileRoutes } from '../import-export/file-routes.ts';
import { inSavepoint } from '../import-export/nested-transaction.ts';
import { type AnyRoute, defineRoute } from '../module.ts';
import { presentRecord, type Wire } from '../present.ts';
import { getRecord, listRecords } from '../read.ts';
import { matching } from '../search/find.ts';
import type { AnyRow, Served } from '../served.ts';
import { createRows, deleteRows, parse, runVerb, updateRows } from '../write.ts';
import { digits, listQuerySchema, readListQuery } from './list-query.ts';
import { asAppError, problemOf, tellWarnings } from './problems.ts';
import { idOf } from './record-id.ts';
import { pickRecords } from './search.ts';

/** The record version the client has seen. */
function ifMatch(header: string | undefined, required: boolean): number | undefined {
  const version = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header ?? '')?.[1];
  if (version) return Number(version);
  if (required || header !== undefined) throw kernelErrors.versionRequired();
  return undefined;
}

/** All routes of a resource, from its declaration. */
export function resourceRoutes(served: Served): AnyRoute[] {
  if (served.resource.internal) return [];
  return [
    ...readRoutes(served),
    ...writeRoutes(served),
    ...checkRoutes(served),
    ...Object.keys(served.resource.verbs).flatMap((verb) => verbRoutes(served, verb)),
    ...fileRoutes(served),
  ];
}

function readRoutes(served: Served): AnyRoute[] {
  const { resource } = served;
  const path = `/${resource.path}`;
  const access = { permission: permissionOf(resource, 'read') };
  return [
    defineRoute({
      method: 'GET',
      path,
      access,
      summary: `List of ${resource.name}`,
      query: listQuerySchema(served),
      handle: async (ctx, { query }) => ({ body: await listRecords(ctx, served, readListQuery(query)) }),
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/pick`,
      access,
      summary: `Choice of ${resource.name} for pick fields`,
      query: z
        .strictObject({ q: z.string().max(200).optional(), limit: digits.optional(), id: digits.optional() })
        .catchall(z.string()),
      handle: async (ctx, { query }) => ({ body: await pickRecords(ctx, served, query) }),
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:id`,
      access,
      summary: `One ${resource.name}`,
      handle: async (ctx, { params }) => record(await getRecord(ctx, served, idOf(params))),
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:id/history`,
      access,
      summary: `History of one ${resource.name}`,
      query: z.strictObject({ cursor: digits.optional(), limit: digits.optional() }),
      handle: async (ctx, { params, query }) => ({
        body: await historyOf(ctx, served, idOf(params), {
          ...(query.cursor && { cursor: query.cursor }),
          ...(query.limit && { limit: Number(query.limit) }),
        }),
      }),
    }),
  ];
}

const record = (body: Record<string, unknown>, status = 200) => ({
  status,
  body,
  headers: { etag: `"${String(body.version)}"` },
});

function writeRoutes(served: Served): AnyRoute[] {
  const { resource } = served;
  const path = `/${resource.path}`;
  const routes: AnyRoute[] = [];
  if (resource.operations.includes('create')) {
    routes.push(
      defineRoute({
        method: 'POST',
        path,
        access: { permission: permissionOf(resource, 'create') },
        summary: `Create a ${resource.name}`,
        // Fields may be added at run time.
        get body() {
          return served.createSchema;
        },
        handle: async (ctx, { body, request }) => {
          const [row] = await createRows(ctx, served, [body as Record<string, unknown>]);
          return record(row ? await shown(ctx, served, row, request) : {}, 201);
        },
      }),
    );
  }
  if (resource.operations.includes('update')) {
    routes.push(
      defineRoute({
        method: 'PATCH',
        path: `${path}/:id`,
        access: { permission: permissionOf(resource, 'update') },
        summary: `Change a ${resource.name}`,
        // Fields may be added at run time.
        get body() {
          return served.updateSchema;
        },
        handle: async (ctx, { body, params, request }) => {
          const version = ifMatch(request.headers['if-match'], true);
          const [row] = await updateRows(ctx, served, [
            { id: idOf(params), patch: body as Record<string, unknown>, ...(version !== undefined && { version }) },
          ]);
          return record(row ? await shown(ctx, served, row, request) : {});
        },
      }),
    );
  }
  if (resource.operations.includes('delete')) {
    routes.push(
      defineRoute({
        method: 'DELETE',
        path: `${path}/:id`,
        access: { permission: permissionOf(resource, 'delete') },
        summary: `Delete a ${resource.name}`,
        handle: async (ctx, { params, request }) => {
          const version = ifMatch(request.headers['if-match'], true);
          await deleteRows(ctx, served, [{ id: idOf(params), ...(version !== undefined && { version }) }]);
          return { status: 204 };
        },
      }),
    );
  }
  return routes;
}

/**
 * What a write answers: the record, or only how to find it when the client asks for no more (RFC 7240,
 * `Prefer: return=minimal`) or may not read it.
 */
async function shown(ctx: Ctx, served: Served, row: AnyRow, request: FastifyRequest): Promise<Wire> {
  const isMinimal = request.headers.prefer?.includes('return=minimal') ?? false;
  const isBrief = isMinimal || !can(ctx, permissionOf(served.resource, 'read'));
  const wire = isBrief ? { id: row.id, version: row.version } : await presentRecord(ctx, served, row);
  const warnings = tellWarnings(ctx, served, warningsOf(row));
  return warnings.length > 0 ? { ...wire, warnings } : wire;
}

/** Most records a verb takes at once. */
const mostAtOnce = 500;

function verbRoutes(served: Served, verb: string): AnyRoute[] {
  const { resource } = served;
  const schema = served.verbSchemas[verb] ?? z.strictObject({});
  const access = { permission: permissionOf(resource, verb) };
  const many = z.strictObject({
    ids: z.array(z.int().positive()).max(mostAtOnce).optional(),
    filter: z.record(z.string(), z.string()).optional(),
    input: z.unknown().optional(),
  });
  return [
    defineRoute({
      method: 'POST',
      path: `/${resource.path}/:id/${verb}`,
      access,
      summary: `${verb} a ${resource.name}`,
      body: schema,
      handle: async (ctx, { body, params, request }) => {
        const version = ifMatch(request.headers['if-match'], false);
        const row = await runVerb(
          ctx,
          served,
          verb,
          { id: idOf(params), ...(version !== undefined && { version }) },
          body as Record<string, unknown>,
        );
        return record(await shown(ctx, served, row, request));
      },
    }),
    defineRoute({
      method: 'POST',
      path: `/${resource.path}/${verb}`,
      access,
      summary: `${verb} many of ${resource.name}`,
      body: many,
      handle: async (ctx, { body }) => {
        const input = parse(schema, body.input ?? {});
        const done: number[] = [];
        const warnings: (ToldProblem & { id: number })[] = [];
        const failed: { id: number; problem: unknown }[] = [];
        // Each record in a transaction of its own: one that cannot does not hold up the others. Under an Idempotency-Key
        // all are part of one transaction, and a savepoint takes back what a failing one had written.
        const run = (id: number) => (part: Ctx) => runVerb(part, served, verb, { id }, input);
        for (const id of body.ids ?? (await filteredIds(ctx, served, body.filter ?? {}))) {
          try {
            const row = await (ctx.inTransaction ? inSavepoint(ctx, true, run(id)) : run(id)(ctx));
            done.push(id);
            for (const warning of tellWarnings(ctx, served, warningsOf(row))) warnings.push({ id, ...warning });
          } catch (error) {
            const fault = asAppError(error);
            if (!fault) throw error;
            failed.push({ id, problem: problemOf(ctx.app, fault, ctx.language, ctx.requestId) });
          }
        }
        return { body: { done, failed, ...(warnings.length > 0 && { warnings }) } };
      },
    }),
  ];
}

async function filteredIds(ctx: Ctx, served: Served, filter: Record<string, string>): Promise<number[]> {
  const { q, filters } = readListQuery(filter);
  const where = await matching(ctx, served, { ...(q && { q }), ...(filters && { filters }) });
  if (where === null) return [];
  let query = ctx.db
    .selectFrom(served.table)
    .select('id')
    .orderBy('id')
    .limit(mostAtOnce + 1);
  for (const condition of where) query = query.where(condition.where);
  const ids = (await query.execute()).map((row) => Number(row.id));
  if (ids.length > mostAtOnce) throw kernelErrors.tooManyRows({ max: mostAtOnce });
  return ids;
}
