import { z } from 'zod';
import { digits } from '#kernel/server/http/list-query.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { rowOf } from '#kernel/server/read.ts';
import { place, seesExpected } from '../contract/index.ts';
import { countOf, routeOf, sheetOf } from './place/route.ts';
import { previewPlan } from './plan/preview-plan.ts';
import { differencesOf } from './review/differences.ts';
import { progressOf } from './review/progress.ts';
import { readCode } from './scan/read-code.ts';

const reads = { permission: 'stocktake.count:read' };
const walks = { permission: 'stocktake.place:read' };
const usual = 500;
const most = 5_000;

export const stocktakeRoutes: AnyRoute[] = [
  defineRoute({
    method: 'GET',
    path: '/stocktake/counts/:id/preview',
    access: reads,
    summary: 'How many places and positions a stocktake would take in if it were started now',
    handle: async (ctx, { params }) => ({ body: await previewPlan(ctx, await countOf(ctx, idOf(params))) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stocktake/counts/:id/progress',
    access: reads,
    summary: 'How far a stocktake is, and who counts',
    handle: async (ctx, { params }) => ({ body: await progressOf(ctx, await countOf(ctx, idOf(params))) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stocktake/counts/:id/differences',
    access: { permission: seesExpected },
    summary: 'Where what was counted is not what the books say, the greatest loss first',
    query: z.strictObject({ limit: digits.transform(Number).optional() }),
    handle: async (ctx, { params, query }) => ({
      body: await differencesOf(ctx, await countOf(ctx, idOf(params)), Math.min(query.limit ?? usual, most)),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stocktake/counts/:id/route',
    access: walks,
    summary: 'The places of a stocktake in the order of the way, without what the books say',
    handle: async (ctx, { params }) => ({ body: await routeOf(ctx, await countOf(ctx, idOf(params))) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stocktake/counts/:id/scan',
    access: walks,
    summary: 'What a scanned code means in a stocktake: a place, a product or a lot',
    query: z.strictObject({ code: z.string().trim().min(1).max(200), product: digits.transform(Number).optional() }),
    handle: async (ctx, { params, query }) => ({
      body: await readCode(ctx, await countOf(ctx, idOf(params)), query.code, query.product ?? null),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stocktake/places/:id/sheet',
    access: walks,
    summary: 'What is to be counted at a place, without what the books say',
    handle: async (ctx, { params }) => ({ body: await sheetOf(ctx, await rowOf(ctx, place, idOf(params))) }),
  }),
];
