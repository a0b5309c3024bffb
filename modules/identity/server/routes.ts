import { z } from 'zod';
import { languages } from '#kernel/contract/index.ts';
import { trusted } from '#kernel/server/ctx.ts';
import { textSchema } from '#kernel/server/fields/text.ts';
import { idOf } from '#kernel/server/http/record-id.ts';
import { type AnyRoute, defineRoute } from '#kernel/server/module.ts';
import { update } from '#kernel/server/write.ts';
import { user } from '../contract/index.ts';
import { isSetUpOpen, setUp } from './links/set-up.ts';
import { changePassword } from './password/change-password.ts';
import { openSession } from './session/open-session.ts';
import { sessionCookie } from './session/session-cookie.ts';
import { browserSession, showSession } from './session/show-session.ts';
import { endPresentSession, signIn } from './session/sign-in.ts';
import { createToken, longestToken } from './tokens/issue-token.ts';
import { choosePassword, newPasswordLink } from './users/password-link.ts';

// Wider than any password, narrow enough that hashing one costs nothing extra. Never trimmed.
const password = z.string().min(1).max(1000);
const token = z.string().min(1).max(200);
/** Text as in a field of a record: trimmed, without control characters and halves of characters. */
const lineOfText = (max: number) => textSchema({ kind: 'text', required: true, max }, false).pipe(z.string());
const username = z.string().trim().min(1).max(60);

const sessionRoutes: AnyRoute[] = [
  defineRoute({
    method: 'POST',
    path: '/identity/sign-in',
    access: 'public',
    summary: 'Sign in with a password',
    confidential: true,
    body: z.strictObject({ username: z.string().min(1).max(200), password }),
    handle: async (ctx, { body, request }) => {
      const { actor, token: secret } = await signIn(ctx, body, request);
      return { body: await showSession(ctx, actor), headers: sessionCookie(request, secret) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/identity/sign-out',
    access: 'public',
    summary: 'End the session',
    body: z.strictObject({}),
    handle: async (ctx, { request }) => {
      await endPresentSession(ctx, request);
      return { status: 204, headers: sessionCookie(request, null) };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/identity/session',
    access: 'public',
    summary: 'Who is signed in, if anybody',
    handle: async (ctx) => ({ body: await showSession(ctx, ctx.actor) }),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/identity/session',
    access: 'signedIn',
    summary: "The user's own language",
    body: z.strictObject({ language: z.enum(languages) }),
    handle: async (ctx, { body, request }) => {
      browserSession(request);
      await update(trusted(ctx), user, [{ id: Number(ctx.actor.id), patch: body }]);
      return { body: await showSession(ctx, ctx.actor) };
    },
  }),
];

const passwordRoutes: AnyRoute[] = [
  defineRoute({
    method: 'POST',
    path: '/identity/password',
    access: 'signedIn',
    summary: "Change one's own password",
    confidential: true,
    body: z.strictObject({ current: password, new: password }),
    handle: async (ctx, { body, request }) => {
      browserSession(request);
      const secret = await changePassword(ctx, body, request);
      return { body: await showSession(ctx, ctx.actor), headers: sessionCookie(request, secret) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/identity/users/:id/password-link',
    access: { permission: 'identity.user:resetPassword' },
    summary: 'A one-time link by which a user chooses a password',
    confidential: true,
    body: z.strictObject({}),
    handle: async (ctx, { params, request }) => {
      browserSession(request);
      return { status: 201, body: await newPasswordLink(ctx, idOf(params)) };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/identity/password-link',
    access: 'public',
    summary: 'Choose a password by a one-time link',
    confidential: true,
    body: z.strictObject({ token, password }),
    handle: async (ctx, { body }) => {
      await choosePassword(ctx, body.token, body.password);
      return { status: 204 };
    },
  }),
];

const setUpRoutes: AnyRoute[] = [
  defineRoute({
    method: 'GET',
    path: '/identity/set-up',
    access: 'public',
    summary: 'Whether the first administrator is still missing',
    handle: async (ctx) => ({ body: { open: await isSetUpOpen(ctx) } }),
  }),
  defineRoute({
    method: 'POST',
    path: '/identity/set-up',
    access: 'public',
    summary: 'Create the first administrator',
    confidential: true,
    body: z.strictObject({ token, username, displayName: lineOfText(120), password }),
    handle: async (ctx, { body, request }) => {
      const actor = await setUp(ctx, body);
      const secret = await openSession(ctx, actor, request);
      return { body: await showSession(ctx, actor), headers: sessionCookie(request, secret) };
    },
  }),
];

const tokenRoutes: AnyRoute[] = [
  defineRoute({
    method: 'POST',
    path: '/identity/api-tokens',
    access: { permission: 'identity.apiToken:create' },
    summary: 'Issue a token for machines that act for oneself; shown once',
    confidential: true,
    body: z.strictObject({
      name: lineOfText(100),
      scopes: z.array(z.string().min(1).max(120)).min(1).max(500),
      expiresInDays: z.int().min(1).max(longestToken).default(365),
    }),
    handle: async (ctx, { body, request }) => {
      browserSession(request);
      const { token: secret, row } = await createToken(ctx, { ...body, username: ctx.actor.username });
      const { id, version, name, prefix } = row;
      const expiresAt = new Date(row.expiresAt).toISOString();
      return { status: 201, body: { id, version, name, prefix, expiresAt, token: secret } };
    },
  }),
];

/** What the derived routes of the resources do not cover (docs/api.md, Identity). */
export const identityRoutes: AnyRoute[] = [...sessionRoutes, ...passwordRoutes, ...setUpRoutes, ...tokenRoutes];
