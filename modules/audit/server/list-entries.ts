import { type Ctx, can } from '#kernel/server/ctx.ts';
import type { AuditChanges } from '#kernel/server/history/audit.ts';
import { readableChanges, userTitles } from '#kernel/server/history/read-history.ts';

export interface AuditQuery {
  resource?: string;
  user?: string;
  action?: string;
  /** Business days in UTC, ISO, inclusive. */
  from?: string;
  to?: string;
  cursor?: string;
  limit?: string;
}

export interface AuditEntry {
  id: number;
  at: string;
  user: { id: number; title: string | null } | null;
  resource: string;
  record: { id: number; title: string | null };
  action: string;
  changes: AuditChanges;
  requestId: string | null;
}

const day = 86_400_000;

/**
 * The audit log, newest first: entries of resources the actor reads without a row limit (a limited one would reveal
 * rows outside it), and of each entry only the fields he may read.
 */
export async function listEntries(ctx: Ctx, query: AuditQuery): Promise<{ items: AuditEntry[]; next: string | null }> {
  const visible = ctx.app.resources
    .filter(({ resource, behaviour }) => can(ctx, `${resource.name}:read`) && (behaviour.scope?.(ctx) ?? true) === true)
    .map(({ resource }) => resource.name);
  const wanted = query.resource ? visible.filter((name) => name === query.resource) : visible;
  if (wanted.length === 0) return { items: [], next: null };
  const limit = Math.min(Number(query.limit ?? 50), 200);
  let rows = ctx.db
    .selectFrom('kernel_audit')
    .selectAll()
    .where('resource', 'in', wanted)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (query.user) rows = rows.where('user_id', '=', Number(query.user));
  if (query.action) rows = rows.where('action', '=', query.action);
  if (query.from) rows = rows.where('at', '>=', Date.parse(query.from));
  if (query.to) rows = rows.where('at', '<', Date.parse(query.to) + day);
  if (query.cursor) rows = rows.where('id', '<', Number(query.cursor));
  const found = await rows.execute();
  const users = await userTitles(
    ctx,
    found.map((row) => row.user_id ?? null),
  );
  const items = found.slice(0, limit).map((row): AuditEntry => {
    const resource = String(row.resource);
    const userId = row.user_id === null ? null : Number(row.user_id);
    return {
      id: Number(row.id),
      at: new Date(Number(row.at)).toISOString(),
      user: userId === null ? null : { id: userId, title: users.get(userId)?.title ?? null },
      resource,
      record: { id: Number(row.record_id), title: row.record_title === null ? null : String(row.record_title) },
      action: String(row.action),
      changes: readableChanges(ctx, ctx.app.served(resource), JSON.parse(String(row.changes)) as AuditChanges),
      requestId: row.request_id === null ? null : String(row.request_id),
    };
  });
  return { items, next: found.length > limit ? String(items.at(-1)?.id) : null };
}
