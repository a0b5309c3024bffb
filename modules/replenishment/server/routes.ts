import { z } from 'zod';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { classifyJob, seesShortages } from '../contract/index.ts';
import { showShortages } from './shortage/show-shortages.ts';

export const replenishmentRoutes: AnyRoute[] = [
  defineRoute({
    method: 'GET',
    path: '/replenishment/shortages',
    access: { permission: seesShortages },
    summary: 'What is short or will be, the most urgent first, with what to order, make or move',
    query: z.strictObject({
      warehouse: z
        .string()
        .regex(/^[1-9]\d{0,15}$/)
        .optional(),
      show: z.enum(['short', 'all']).default('short'),
      limit: z
        .string()
        .regex(/^[1-9]\d{0,3}$/)
        .optional(),
    }),
    handle: async (ctx, { query: { warehouse, show, limit } }) => ({
      body: await showShortages(ctx, {
        show,
        limit: Math.min(Number(limit ?? 200), 2_000),
        ...(warehouse !== undefined && { warehouse: Number(warehouse) }),
      }),
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/replenishment/classify',
    access: { permission: 'replenishment.rule:update' },
    summary: 'Rank the products by the value of what left within a year (ABC), as a job',
    handle: async (ctx) => ({ status: 202, body: { job: await ctx.app.jobs.enqueue(ctx, classifyJob, {}) } }),
  }),
];
