import { z } from 'zod';
import { demand } from '#kernel/server/ctx.ts';
import { digits } from '#kernel/server/http/list-query.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { showStockAt } from './show-stock-at.ts';
import { stockCard } from './stock-card.ts';

const id = digits.transform(Number);

export const ledgerRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/at',
    access: { permission: 'stock.balance:read' },
    summary: 'What lay where at the end of a day',
    query: z.strictObject({ date: z.iso.date(), product: id.optional(), location: id.optional() }),
    handle: async (ctx, { query }) => ({ body: await showStockAt(ctx, query) }),
  }),
  defineRoute({
    method: 'GET',
    path: '/stock/balances/:id/movements',
    access: { permission: 'stock.movement:read' },
    summary: 'The movements behind a balance, newest first, each with what lay there afterwards',
    query: z.strictObject({ before: id.optional() }),
    handle: async (ctx, { params, query }) => {
      demand(ctx, 'stock.balance:read');
      return { body: await stockCard(ctx, idOf(params), query.before ?? null) };
    },
  }),
];
