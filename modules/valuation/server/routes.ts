import { z } from 'zod';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { methods, seesValues, valueJob } from '../contract/index.ts';
import { exportReport } from './report/export-report.ts';
import { type ReportQuery, valueReport } from './report/value-report.ts';

const id = z.string().regex(/^[1-9]\d{0,15}$/);
const report = z.strictObject({
  date: z.iso.date().optional(),
  method: z.enum(methods).optional(),
  warehouse: id.optional(),
  category: id.optional(),
});

const queryOf = ({ date, method, warehouse, category }: z.output<typeof report>): ReportQuery => ({
  ...(date !== undefined && { date }),
  ...(method !== undefined && { method }),
  ...(warehouse !== undefined && { warehouse: Number(warehouse) }),
  ...(category !== undefined && { category: Number(category) }),
});

export const valuationRoutes: AnyRoute[] = [
  defineRoute({
    method: 'GET',
    path: '/valuation/report',
    access: { permission: seesValues },
    summary: 'What the goods of each product were worth at the end of a day, the most valuable first',
    query: report.extend({
      limit: z
        .string()
        .regex(/^[1-9]\d{0,3}$/)
        .optional(),
    }),
    handle: async (ctx, { query: { limit, ...query } }) => ({
      body: await valueReport(ctx, queryOf(query), Math.min(Number(limit ?? 200), 2_000)),
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/valuation/report/export',
    access: { permission: seesValues },
    summary: 'The whole value report as a file',
    query: report.extend({ format: z.enum(['csv', 'xlsx']).default('csv') }),
    handle: (ctx, { query: { format, ...query } }) => exportReport(ctx, queryOf(query), format),
  }),
  defineRoute({
    method: 'POST',
    path: '/valuation/run',
    access: { permission: seesValues },
    summary: 'Value the movements that wait, as a job',
    handle: async (ctx) => ({ status: 202, body: { job: await ctx.app.jobs.enqueue(ctx, valueJob, {}) } }),
  }),
];
