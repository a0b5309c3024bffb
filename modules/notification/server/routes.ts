import { z } from 'zod';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { channels } from '../contract/index.ts';
import { inboxOf } from './notice/inbox.ts';
import { markRead } from './notice/mark-read.ts';
import { choose, type Owner, preferencesOf } from './preference/preferences.ts';

const id = z.int().min(1);
const idText = z.string().regex(/^[1-9]\d{0,15}$/);
const ownerOf = (role: number | string | undefined): Owner => (role === undefined ? 'own' : { role: Number(role) });

export const notificationRoutes: AnyRoute[] = [
  defineRoute({
    method: 'GET',
    path: '/notification/inbox',
    access: 'signedIn',
    summary: 'What one has been told, the newest first, and how much of it is unread',
    query: z.strictObject({
      before: idText.optional(),
      show: z.enum(['all', 'unread']).optional(),
      limit: z
        .string()
        .regex(/^[1-9]\d?$/)
        .optional(),
    }),
    handle: async (ctx, { query }) => ({
      body: await inboxOf(ctx, {
        ...(query.before !== undefined && { before: Number(query.before) }),
        ...(query.limit !== undefined && { limit: Number(query.limit) }),
        isUnread: query.show === 'unread',
      }),
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/notification/inbox/read',
    access: 'signedIn',
    summary: 'Note that one has read notices: those named, or all up to one',
    body: z.union([z.strictObject({ ids: z.array(id).min(1).max(200) }), z.strictObject({ through: id })]),
    handle: async (ctx, { body }) => {
      await markRead(ctx, body);
      return { body: await inboxOf(ctx, { limit: 10 }) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/notification/preferences',
    access: 'signedIn',
    summary: 'How one is told of each kind of notice, or the users of a role who have chosen nothing',
    query: z.strictObject({ role: idText.optional() }),
    handle: async (ctx, { query }) => ({ body: await preferencesOf(ctx, ownerOf(query.role)) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/notification/preferences',
    access: 'signedIn',
    summary: 'Choose how one, or a role, is told of a kind of notice; null goes back to what is usual',
    body: z.strictObject({
      kind: z.string().max(80),
      channel: z.enum(channels).nullable(),
      role: id.optional(),
    }),
    handle: async (ctx, { body }) => {
      await choose(ctx, ownerOf(body.role), body.kind, body.channel);
      return { body: await preferencesOf(ctx, ownerOf(body.role)) };
    },
  }),
];
