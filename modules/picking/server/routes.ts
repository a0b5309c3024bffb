import { z } from 'zod';
import type { Ctx } from '#kernel/server/ctx.ts';
import { contentDisposition } from '#kernel/server/http/kernel-routes.ts';
import { digits } from '#kernel/server/http/list-query.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { getRecord } from '#kernel/server/read.ts';
import { pdfRenderer } from '#modules/documents/server/index.ts';
import { type PickableOrders, pickList, plansWaves, wave } from '../contract/index.ts';
import { type Paper, renderPaper } from '../documents/render-paper.ts';
import { packingOf } from './pack/packing.ts';
import { packingSlip } from './paper/packing-slip.ts';
import { pickListPaper } from './paper/pick-list-paper.ts';
import { pickableOrders } from './plan/pickable-orders.ts';
import { mainWarehouse } from './plan/picking-places.ts';
import { planWave } from './plan/plan-wave.ts';
import { walkOf } from './walk/walk.ts';

const id = z.int().positive();
const mostOrders = 200;

async function printed(paper: Paper) {
  return {
    body: await renderPaper(pdfRenderer(), paper),
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': contentDisposition('inline', `${paper.title.replaceAll('/', '-')}.pdf`),
    },
  };
}
/** Whoever may not see the record gets nothing of its paper. */
const seen = async (ctx: Ctx, resource: { name: string }, record: number): Promise<number> =>
  (await getRecord(ctx, ctx.app.served(resource.name), record)).id as number;

export const pickingRoutes = [
  defineRoute({
    method: 'GET',
    path: '/picking/orders',
    access: { permission: 'picking.wave:read' },
    summary: 'Orders with goods to be fetched that nobody is picking, the earliest first',
    query: z.strictObject({ warehouse: digits.transform(Number).optional() }),
    handle: async (ctx, { query }) => {
      const warehouse = query.warehouse ?? (await mainWarehouse(ctx));
      return { body: { warehouse, items: await pickableOrders(ctx, warehouse) } satisfies PickableOrders };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/picking/plans',
    access: { permission: plansWaves },
    summary: 'Begins one walk for these orders; gives the wave',
    body: z.strictObject({
      orders: z.array(id).min(1).max(mostOrders),
      warehouse: id.optional(),
      note: z.string().max(200).optional(),
      boxes: z.array(id.nullable()).max(mostOrders).optional(),
    }),
    handle: async (ctx, { body }) => {
      const made = await planWave(ctx, body);
      return { status: 201, body: await getRecord(ctx, ctx.app.served(wave.name), made.id) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/picking/waves/:id/walk',
    access: { permission: 'picking.wave:read' },
    summary: 'How far a walk is: what is to be fetched in the order of the way, and what was taken',
    handle: async (ctx, { params }) => ({ body: await walkOf(ctx, idOf(params)) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/picking/lists/:id/packing',
    access: { permission: `${pickList.name}:read` },
    summary: 'What of an order lies at the packing table, and its parcels',
    handle: async (ctx, { params }) => ({ body: await packingOf(ctx, idOf(params)) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/picking/waves/:id/pick-list',
    access: { permission: 'picking.wave:read' },
    summary: 'What is to be fetched on a walk, as PDF in the order of the way',
    handle: async (ctx, { params }) => printed(await pickListPaper(ctx, await seen(ctx, wave, idOf(params)))),
  }),
  defineRoute({
    method: 'GET',
    path: '/picking/lists/:id/packing-slip',
    access: { permission: `${pickList.name}:read` },
    summary: 'What is in which parcel of an order, as PDF in the language of the customer',
    handle: async (ctx, { params }) => printed(await packingSlip(ctx, await seen(ctx, pickList, idOf(params)))),
  }),
];
