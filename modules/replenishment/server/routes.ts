import { z } from 'zod';
import { exportFormats } from '#kernel/server/import-export/sheet-answer.ts';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { classifyJob, seesShortages } from '../contract/index.ts';
import { exportShortages } from './shortage/export-shortages.ts';
import { showShortages } from './shortage/show-shortages.ts';

const question = {
  warehouse: z
    .string()
    .regex(/^[1-9]\d{0,15}$/)
    .optional(),
  show: z.enum(['short', 'all']).default('short'),
};
const asked = ({ warehouse, show }: { warehouse?: string | undefined; show: 'short' | 'all' }) => ({
  show,
  ...(warehouse !== undefined && { warehouse: Number(warehouse) }),
});

export const replenishmentRoutes: AnyRoute[] = [
  defineRoute({
    method: 'GET',
    path: '/replenishment/shortages',
    access: { permission: seesShortages },
    summary: 'What is short or will be, the most urgent first, with what to order, make or move',
    query: z.strictObject({
      ...question,
      limit: z
        .string()
        .regex(/^[1-9]\d{0,3}$/)
        .optional(),
    }),
    handle: async (ctx, { query: { limit, ...query } }) => ({
      body: await showShortages(ctx, { ...asked(query), limit: Math.min(Number(limit ?? 200), 2_000) }),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/replenishment/shortages/export',
    access: { permission: seesShortages },
    summary: 'The whole shortage list as a file',
    query: z.strictObject({ ...question, format: z.enum(exportFormats).default('xlsx') }),
    handle: async (ctx, { query: { format, ...query } }) => exportShortages(ctx, asked(query), format),
  }),
  defineRoute({
    method: 'POST',
    path: '/replenishment/classify',
    access: { permission: 'replenishment.rule:update' },
    summary: 'Rank the products by the value of what left within a year (ABC), as a job',
    handle: async (ctx) => ({ status: 202, body: { job: await ctx.app.jobs.enqueue(ctx, classifyJob, {}) } }),
  }),
];
