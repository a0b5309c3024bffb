import { z } from 'zod';
import { digits } from '#kernel/server/http/list-query.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { boxMovements } from './box-movements.ts';

export const boxRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/boxes/:id/movements',
    access: { permission: 'stock.movement:read' },
    summary: 'What went into a box, out of it, or with it',
    query: z.strictObject({ before: digits.transform(Number).optional() }),
    handle: async (ctx, { params, query }) => ({
      body: await boxMovements(ctx, idOf(params), query.before ?? null),
    }),
  }),
];
