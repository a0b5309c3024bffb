import { z } from 'zod';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import {
  acceptsFindings,
  type FixCode,
  fixCodes,
  fixesFindings,
  mostPreviewed,
  ruleCodes,
  seesFindings,
} from '../contract/index.ts';
import { acceptFindings, reopenFindings } from './accept-findings.ts';
import { summarize } from './find/count-findings.ts';
import { listFindings } from './find/list-findings.ts';
import { applyFix, previewFix } from './fixes/apply-fix.ts';

const rule = z.enum(ruleCodes);
const id = z.int().min(1);
const ids = z.array(id).min(1).max(mostPreviewed);
const target = z.strictObject({ id, version: z.int().min(1).optional() });

const summaryRoute = defineRoute({
  method: 'GET',
  path: '/quality/summary',
  access: { permission: seesFindings },
  summary: 'What each rule of data quality finds, the most urgent first, with the trend of the last days',
  handle: async (ctx) => ({ body: await summarize(ctx) }),
});

const findingsRoute = defineRoute({
  method: 'GET',
  path: '/quality/findings',
  access: { permission: seesFindings },
  summary: 'The records that a rule finds',
  query: z.strictObject({
    rule: z.string().max(60),
    show: z.enum(['open', 'accepted']).optional(),
    cursor: z.string().max(2000).optional(),
    limit: z
      .string()
      .regex(/^[1-9]\d{0,3}$/)
      .optional(),
  }),
  handle: async (ctx, { query }) => ({
    body: await listFindings(ctx, {
      rule: query.rule,
      shown: query.show ?? 'open',
      limit: Number(query.limit ?? 100),
      ...(query.cursor !== undefined && { cursor: query.cursor }),
    }),
  }),
});

const fixesRoute = defineRoute({
  method: 'POST',
  path: '/quality/fixes',
  access: { permission: fixesFindings },
  summary: 'Repair many findings at once: with dryRun before and after of every row, else in one go or as a job',
  body: z.strictObject({
    rule,
    fix: z.enum(fixCodes as [FixCode, ...FixCode[]]),
    input: z.record(z.string(), z.unknown()).default({}),
    /** Absent: all open findings of the rule. */
    targets: z.array(target).min(1).max(mostPreviewed).optional(),
    dryRun: z.boolean().default(false),
  }),
  handle: async (ctx, { body: { dryRun, ...request } }) => {
    if (dryRun) return { body: await previewFix(ctx, request) };
    const answer = await applyFix(ctx, request);
    return 'job' in answer ? { status: 202, body: answer } : { body: answer };
  },
});

export const qualityRoutes: AnyRoute[] = [
  summaryRoute,
  findingsRoute,
  fixesRoute,
  defineRoute({
    method: 'POST',
    path: '/quality/findings/accept',
    access: { permission: acceptsFindings },
    summary: 'Accept findings as intended, with a reason',
    body: z.strictObject({ rule, ids, reason: z.string().trim().min(3).max(500) }),
    handle: async (ctx, { body }) => ({ body: await acceptFindings(ctx, body) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/quality/findings/reopen',
    access: { permission: acceptsFindings },
    summary: 'Take the acceptance of findings back',
    body: z.strictObject({ rule, ids }),
    handle: async (ctx, { body }) => ({ body: await reopenFindings(ctx, body) }),
  }),
];
