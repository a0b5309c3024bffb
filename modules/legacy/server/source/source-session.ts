import { defineResource, f } from '#kernel/contract/index.ts';
import { type Ctx, tables, trusted } from '#kernel/server/ctx.ts';
import { trace } from '#kernel/server/trace.ts';
import { create } from '#kernel/server/write.ts';

/** The open session of each 4D server, kept for the next run and for other processes: every new one takes a licence. */
export const sourceSession = defineResource({
  name: 'legacy.sourceSession',
  path: 'legacy/source-sessions',
  title: 'url',
  operations: [],
  internal: true,
  fields: {
    url: f.text({ required: true, unique: true, max: 300 }),
    cookie: f.text({ secret: true, trace: true, max: 400 }),
  },
});

interface SessionTables {
  legacy_source_session: { id: number; url: string; cookie: string | null };
}

const sessionOf = (ctx: Ctx, url: string) =>
  tables<SessionTables>(ctx)
    .selectFrom('legacy_source_session')
    .select(['id', 'cookie'])
    .where('url', '=', url)
    .executeTakeFirst();

export const loadCookie = async (ctx: Ctx, url: string): Promise<string | null> =>
  (await sessionOf(ctx, url))?.cookie ?? null;

/** Keeps the cookie if it is another one than before. */
export async function keepCookie(ctx: Ctx, url: string, cookie: string | null): Promise<void> {
  const known = await sessionOf(ctx, url);
  if (!known) {
    if (cookie !== null) await create(trusted(ctx), sourceSession, [{ url, cookie }]);
  } else if (known.cookie !== cookie) await trace(ctx, sourceSession, known.id, { cookie });
}
