import { z } from 'zod';
import { digits } from '#kernel/server/http/list-query.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { availabilityPage } from './availability-page.ts';

const id = digits.transform(Number);
const mostDays = 60;
const mostOnPage = 200;

export const availabilityRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/availability',
    access: { permission: 'stock.balance:read' },
    summary: 'On hand, reserved, available, incoming and promised by product, warehouse and day',
    query: z.strictObject({
      q: z.string().max(200).optional(),
      product: id.optional(),
      warehouse: id.optional(),
      show: z.enum(['all', 'asked']).optional(),
      days: id.optional(),
      cursor: z.string().max(60).optional(),
      limit: id.optional(),
    }),
    handle: async (ctx, { query: { show = 'all', days = 14, limit = 50, ...query } }) => ({
      body: await availabilityPage(ctx, {
        ...(query as Omit<typeof query, 'q'> & { q: string }),
        show,
        days: Math.max(1, Math.min(days, mostDays)),
        limit: Math.max(1, Math.min(limit, mostOnPage)),
      }),
    }),
  }),
];
