import { type Language, languages, type NoticeLevel, type Translated } from '#kernel/contract/index.ts';
import type { App } from '#kernel/server/app.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import type { Inbox, NoticeParams, NoticeView } from '../../contract/index.ts';
import { ownKinds } from './kinds.ts';

type Stored = Record<string, Cell>;

const pageSize = 30;

/** One's own notices, the newest first, and how many of all are unread. Two statements. */
export async function inboxOf(
  ctx: Ctx,
  { before, isUnread, limit = pageSize }: { before?: number; isUnread?: boolean; limit?: number } = {},
): Promise<Inbox> {
  const user = ctx.actor.id ?? 0;
  // What one was told of and may no longer know of is not shown again.
  const kinds = ownKinds(ctx).map(({ kind }) => kind);
  if (kinds.length === 0) return { unread: 0, items: [], next: null };
  let query = ctx.db
    .selectFrom('notification_notice')
    .selectAll()
    .where('user', '=', user)
    .where('kind', 'in', kinds)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('id', '<', before);
  if (isUnread) query = query.where('read_at', 'is', null);
  const rows = await query.execute();
  const counted = await sendStatement(
    ctx.db,
    `SELECT COUNT(*) AS n FROM notification_notice WHERE \`user\` = ? AND read_at IS NULL AND kind IN ${marks(kinds.length)}`,
    [user, ...kinds],
  );
  const items = rows.slice(0, limit).map((row) => viewOf(ctx.app, row, ctx.language));
  return {
    unread: Number(counted.rows[0]?.n ?? 0),
    items,
    next: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  };
}

/** A stored notice in the words of a language. */
export const viewOf = (app: App, row: Stored, language: Language): NoticeView => ({
  id: Number(row.id),
  kind: String(row.kind),
  level: String(row.level) as NoticeLevel,
  text: sentenceOf(app, row, language),
  path: pathOf(app, row),
  at: new Date(Number(row.created_at)).toISOString(),
  isRead: row.read_at !== null,
});

function sentenceOf(app: App, row: Stored, language: Language): string {
  const params = (row.params === null ? {} : JSON.parse(String(row.params))) as NoticeParams;
  const plain = Object.entries(params).map(([name, value]) => [
    name,
    isTranslated(value) ? said(value, language) : value,
  ]);
  return app.texts.say(language, `notice.${row.kind}`, Object.fromEntries(plain));
}

const isTranslated = (value: NoticeParams[string]): value is Translated => typeof value === 'object' && value !== null;
const said = (text: Translated, language: Language): string =>
  text[language] ?? languages.map((one) => text[one]).find((one) => one) ?? '';

function pathOf(app: App, { record_resource: name, record_id: id, path }: Stored): string | null {
  if (path) return String(path);
  if (!name || !id || !app.serves(String(name))) return null;
  return `${app.served(String(name)).resource.path}/${id}`;
}
