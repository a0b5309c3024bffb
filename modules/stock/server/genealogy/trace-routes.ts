import { z } from 'zod';
import { demand } from '#kernel/server/ctx.ts';
import { digits } from '#kernel/server/http/list-query.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { defineRoute } from '#kernel/server/module.ts';
import { showStockAt } from '../ledger/show-stock-at.ts';
import { stockCard } from '../ledger/stock-card.ts';
import { genealogyOf } from './genealogy.ts';

const id = digits.transform(Number);

/** The ledger, asked from where one stands: a lot, a balance. */
export const traceRoutes = [
  defineRoute({
    method: 'GET',
    path: '/stock/lots/:id/genealogy',
    access: { permission: 'stock.lot:read' },
    summary: 'What a lot was made of and what was made of it, where it came from and which customers it reached',
    handle: async (ctx, { params }) => {
      demand(ctx, 'stock.movement:read');
      return { body: await genealogyOf(ctx, idOf(params)) };
    },
  }),
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
