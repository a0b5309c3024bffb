import { z } from 'zod';
import { digits } from '#kernel/server/http/list-query.ts';
import { defineRoute, defineServer } from '#kernel/server/module.ts';
import { auditContract, readsAuditLog } from '../contract/index.ts';
import { type AuditQuery, listEntries } from './list-entries.ts';

const isoDay = z.iso.date().optional();
const query = z.strictObject({
  resource: z.string().max(80).optional(),
  user: digits.optional(),
  action: z.string().max(60).optional(),
  from: isoDay,
  to: isoDay,
  cursor: digits.optional(),
  limit: digits.optional(),
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
