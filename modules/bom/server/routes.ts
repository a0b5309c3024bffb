import { z } from 'zod';
import { f, kernelErrors } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { decimalCodec } from '#kernel/server/fields/decimal.ts';
import { digits } from '#kernel/server/http/list-query.ts';
import { importMediaTypes } from '#kernel/server/import-export/import.ts';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { compareBoms } from './compare/compare-boms.ts';
import { rollUpAll } from './cost/roll-up.ts';
import { readTally } from './cost/roll-up-tally.ts';
import { explode } from './explode/explode.ts';
import { massReplace } from './mass-replace/mass-replace.ts';
import { exportLines } from './sheet/export-lines.ts';
import { importLines } from './sheet/import-lines.ts';
import { showExplosion, showUses } from './show/show-explosion.ts';
import { whereUsed } from './where-used/where-used.ts';

const id = digits.transform(Number);
const day = z.iso.date();
const quantity = decimalCodec('quantity')
  .accepts(f.quantity({ min: 0.000001 }))
  .transform(Number);
const one = 1_000_000;
const today = (ctx: Ctx) => businessDate(ctx.app.clock());
const reads = { permission: 'bom.bom:read' };
const flag = z.enum(['true', 'false']);

const structureRoutes = [
  defineRoute({
    method: 'GET',
    path: '/bom/explosion',
    access: reads,
    summary: 'What is needed to make a quantity of a variant, over all levels, with cost, stock and shortage',
    query: z.strictObject({ variant: id, quantity: quantity.optional(), date: day.optional() }),
    handle: async (ctx, { query }) => {
      const date = query.date ?? today(ctx);
      return { body: await showExplosion(ctx, await explode(ctx, query.variant, query.quantity ?? one, date), date) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/bom/where-used',
    access: reads,
    summary: 'Every variant that contains a variant, over all levels',
    query: z.strictObject({ variant: id, date: day.optional() }),
    handle: async (ctx, { query }) => ({
      body: await showUses(ctx, await whereUsed(ctx, query.variant, query.date ?? today(ctx))),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/bom/comparison',
    access: reads,
    summary: 'What differs between two BOMs',
    query: z.strictObject({ before: id, after: id }),
    handle: async (ctx, { query }) => ({ body: await compareBoms(ctx, query.before, query.after) }),
  }),
];

const changeRoutes = [
  defineRoute({
    method: 'POST',
    path: '/bom/mass-replace',
    access: { permission: 'bom.bom:update' },
    summary: 'Put another component in the place of one, in every BOM; with dryRun only say what would happen',
    body: z.strictObject({
      component: z.int().positive(),
      replacement: z.int().positive(),
      factor: quantity.optional(),
      release: z.boolean().optional(),
      validFrom: day.nullish(),
      dryRun: z.boolean(),
    }),
    handle: async (ctx, { body }) => ({
      body: await massReplace(ctx, {
        ...body,
        factor: body.factor ?? one,
        release: body.release ?? false,
        validFrom: body.validFrom ?? null,
      }),
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/bom/lines/import',
    access: { permission: 'data:import' },
    summary: 'Create BOMs from a CSV or XLSX of their lines',
    query: z.strictObject({ dryRun: flag.optional() }),
    handle: async (ctx, { query, request }) => {
      const format = importMediaTypes[(request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? ''];
      if (!format || !(request.body instanceof Uint8Array)) throw kernelErrors.unsupportedMediaType();
      return { body: await importLines(ctx, { format, content: request.body, dryRun: query.dryRun === 'true' }) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/bom/lines/export',
    access: reads,
    summary: 'BOMs as a CSV or XLSX of their lines, which the import takes again',
    query: z.strictObject({
      format: z.enum(['csv', 'xlsx']).optional(),
      ids: z
        .string()
        .regex(/^\d+(,\d+){0,499}$/)
        .optional(),
    }),
    handle: async (ctx, { query }) => exportLines(ctx, query.format ?? 'csv', query.ids?.split(',').map(Number)),
  }),
];

const costRoutes = [
  defineRoute({
    method: 'POST',
    path: '/bom/roll-up',
    access: { permission: 'bom.bom:release' },
    summary: 'Compute every cost anew from the bottom; says how many there are and how many were wrong',
    handle: async (ctx) => ({ body: await rollUpAll(ctx) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/bom/roll-up',
    access: reads,
    summary: 'How many roll-ups there were, and how many costs they computed anew',
    handle: async (ctx) => ({ body: await readTally(ctx) }),
  }),
];

export const bomRoutes: readonly AnyRoute[] = [...structureRoutes, ...changeRoutes, ...costRoutes];
