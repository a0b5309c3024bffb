import type { App, Credentials, Identified, IdentityPort } from '#kernel/server/app.ts';
import type { Actor, Ctx } from '#kernel/server/ctx.ts';
import { trace } from '#kernel/server/trace.ts';
import { apiToken, role, session, user } from '../../contract/index.ts';
import { loadRoles, type RolesById } from '../roles/rights.ts';
import { hashOfSecret } from '../secret-token.ts';
import { cookieName } from '../session/session-cookie.ts';
import { expiryOf, seenEvery, sessionLasts } from '../session/session-rules.ts';
import { type BriefMemory, briefMemory } from './brief-memory.ts';
import { type Bearer, sessionBearer, tokenBearer, userActor } from './load-bearers.ts';

/**
 * So long, in ms, an answer of the database about who somebody is holds: one question per session and second, however
 * busy. Changes made in this process count at once; those of another one after this time.
 */
const rememberedFor = 1_000;
const watched = new Set([user, role, session, apiToken].map((resource) => resource.name as string));
const longestSecret = 200;

interface Memories {
  bearers: BriefMemory<Bearer | null>;
  actors: BriefMemory<Actor | null>;
  roles: BriefMemory<RolesById>;
}
const memories = new WeakMap<App, Memories>();

function memoriesOf(app: App): Memories {
  const known = memories.get(app);
  if (known) return known;
  const fresh: Memories = {
    bearers: briefMemory(app.clock, rememberedFor),
    actors: briefMemory(app.clock, rememberedFor),
    roles: briefMemory(app.clock, rememberedFor),
  };
  memories.set(app, fresh);
  app.onChanged(({ resource }) => {
    if (watched.has(resource)) for (const memory of Object.values(fresh)) (memory as BriefMemory<unknown>).forget();
  });
  return fresh;
}

const rolesOf = (app: App, ctx: Ctx): Promise<RolesById> => memoriesOf(app).roles.get('', () => loadRoles(ctx));

type Load = (ctx: Ctx, tokenHash: string, roles: RolesById) => Promise<Bearer | null>;
function bearerOf(app: App, secret: string, load: Load): Promise<Bearer | null> {
  if (secret.length > longestSecret) return Promise.resolve(null);
  const hash = hashOfSecret(secret);
  const ctx = app.systemCtx();
  return memoriesOf(app).bearers.get(hash, async () => load(ctx, hash, await rolesOf(app, ctx)));
}

/** Notes use once a minute, beside the request: nobody waits for it, and a full disk keeps nobody from reading. */
function noteUse(app: App, bearer: Bearer, write: (ctx: Ctx, now: number) => Promise<void>): void {
  const now = app.clock();
  if (now - bearer.seenAt < seenEvery) return;
  bearer.seenAt = now;
  write(app.systemCtx(), now).catch((error: unknown) => app.logger.warn({ err: error }, 'use of a session not noted'));
}

async function identifySession(app: App, cookie: string, passive: boolean): Promise<Identified | null> {
  const bearer = await bearerOf(app, cookie, sessionBearer);
  if (!bearer) return null;
  const { actor, language, id } = bearer;
  const now = app.clock();
  // Rights may have grown since the sign-in: the shorter time of administrators then holds from its beginning.
  const over = now >= Math.min(bearer.expiresAt, expiryOf(bearer.createdAt, actor.permissions));
  if (over || now - bearer.seenAt >= sessionLasts.idle) return null;
  if (!passive) noteUse(app, bearer, (ctx, lastSeenAt) => trace(ctx, session, id, { lastSeenAt }));
  return { actor, language, sessionId: `session:${id}` };
}

async function identifyToken(app: App, secret: string): Promise<Identified | null> {
  const bearer = await bearerOf(app, secret, tokenBearer);
  if (!bearer || app.clock() >= bearer.expiresAt) return null;
  const { actor, language, id } = bearer;
  noteUse(app, bearer, (ctx, lastUsedAt) => trace(ctx, apiToken, id, { lastUsedAt }));
  return { actor, language, sessionId: `token:${id}` };
}

/** Tells the kernel who a request comes from. */
export const identityPort: IdentityPort = {
  userResource: user.name,
  cookieName,
  async identify(app: App, { cookie, bearer, passive = false }: Credentials): Promise<Identified | null> {
    if (bearer) return identifyToken(app, bearer);
    return cookie ? identifySession(app, cookie, passive) : null;
  },
  actorOf: (app, userId) => {
    const ctx = app.systemCtx();
    return memoriesOf(app).actors.get(String(userId), async () => userActor(ctx, userId, await rolesOf(app, ctx)));
  },
};
