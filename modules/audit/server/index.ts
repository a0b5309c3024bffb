import { z } from 'zod';
import { defineRoute, defineServer } from '#kernel/server/module.ts';
import { auditContract, readsAuditLog } from '../contract/index.ts';
import { type AuditQuery, listEntries } from './list-entries.ts';

const digits = z
  .string()
  .regex(/^\d{1,15}$/)
  .optional();
const isoDay = z.iso.date().optional();
const query = z.strictObject({
  resource: z.string().max(80).optional(),
  user: digits,
  action: z.string().max(60).optional(),
  from: isoDay,
  to: isoDay,
  cursor: digits,
  limit: digits,
});

export const auditServer = defineServer(auditContract, {
  routes: [
    defineRoute({
      method: 'GET',
      path: '/audit/entries',
      access: { permission: readsAuditLog },
      summary: 'The audit log',
      query,
      handle: async (ctx, { query: asked }) => ({ body: await listEntries(ctx, asked as AuditQuery) }),
    }),
  ],
});
