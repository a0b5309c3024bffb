import { z } from 'zod';
import { digits } from '#kernel/server/http/list-query.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { allocateDemands } from './allocate-demands.ts';
import { demandBoard } from './demand-board.ts';
import { demandChoices } from './demand-choices.ts';

const id = digits.transform(Number);
const reads = { permission: 'stock.demand:read' };
const mostOnPage = 200;
const limited = (limit: number | undefined, usual: number) => Math.max(1, Math.min(limit ?? usual, mostOnPage));

export const allocationRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/allocations',
    access: reads,
    summary: 'What is asked for and not reserved, the oldest date first, with what could be done about it',
    query: z.strictObject({
      product: id.optional(),
      resource: z.string().max(80).optional(),
      source: id.optional(),
      cursor: z
        .string()
        .regex(/^\d{4}-\d\d-\d\d\.\d{1,15}$/)
        .optional(),
      limit: id.optional(),
    }),
    handle: async (ctx, { query: { limit, ...query } }) => ({
      body: await demandBoard(ctx, { ...(query as Omit<typeof query, 'product'>), limit: limited(limit, 100) }),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stock/allocations/:id',
    access: reads,
    summary: 'Where the goods for a demand could come from',
    handle: async (ctx, { params }) => ({ body: await demandChoices(ctx, idOf(params)) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/stock/allocations',
    access: { permission: 'stock.demand:allocate' },
    summary: 'Reserves what is there for those who wait, the oldest date first',
    body: z.strictObject({ products: z.array(z.int().positive()).max(5000).optional() }),
    handle: async (ctx, { body }) => ({ body: await allocateDemands(ctx, body.products) }),
  }),
];
