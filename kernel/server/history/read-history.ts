import { kernelErrors, type ListResult, permissionOf, type Reference } from '#kernel/contract/index.ts';
import { type Ctx, can, demand, trusted } from '../ctx.ts';
import type { Cell } from '../db/engine.ts';
import { visibleRows } from '../read.ts';
import { referenceTitles } from '../references.ts';
import type { Served } from '../served.ts';
import type { AuditChanges } from './audit.ts';

export interface HistoryEntry {
  id: number;
  at: string;
  user: { id: number; title: string | null } | null;
  action: string;
  changes: AuditChanges;
}

/** Removes what the actor may not read: fields with a permission of their own, also inside lines. */
export function readableChanges(ctx: Ctx, served: Served, changes: AuditChanges): AuditChanges {
  const shown: AuditChanges = {};
  for (const [name, change] of Object.entries(changes)) {
    const spec = served.resource.fields[name];
    if (!spec || (spec.read && !can(ctx, spec.read))) continue;
    const hidden = Object.entries(spec.fields ?? {})
      .filter(([, line]) => line.read && !can(ctx, line.read))
      .map(([line]) => line);
    shown[name] =
      hidden.length === 0
        ? change
        : { ...withoutFields(change, 'before', hidden), ...withoutFields(change, 'after', hidden) };
  }
  return shown;
}

function withoutFields(
  change: { before?: unknown; after?: unknown },
  side: 'before' | 'after',
  hidden: readonly string[],
) {
  const lines = change[side];
  if (!Array.isArray(lines)) return side in change ? { [side]: lines } : {};
  return {
    [side]: lines.map((line) =>
      Object.fromEntries(Object.entries(line as object).filter(([name]) => !hidden.includes(name))),
    ),
  };
}

/** The history of one record, newest first. */
export async function historyOf(
  ctx: Ctx,
  served: Served,
  id: number,
  options: { cursor?: string; limit?: number } = {},
): Promise<Pick<ListResult<HistoryEntry>, 'items' | 'next'>> {
  demand(ctx, permissionOf(served.resource, 'read'));
  if ((await visibleRows(ctx, served, [id])).length === 0) throw kernelErrors.notFound();
  const limit = Math.min(options.limit ?? 50, 200);
  let query = ctx.db
    .selectFrom('kernel_audit')
    .select(['id', 'at', 'user_id', 'action', 'changes'])
    .where('resource', '=', served.resource.name)
    .where('record_id', '=', id)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (options.cursor) query = query.where('id', '<', Number(options.cursor));
  const rows = await query.execute();
  const users = await userTitles(
    ctx,
    rows.map((row) => row.user_id ?? null),
  );
  const items = rows.slice(0, limit).map((row) => ({
    id: Number(row.id),
    at: new Date(Number(row.at)).toISOString(),
    user:
      row.user_id === null ? null : { id: Number(row.user_id), title: users.get(Number(row.user_id))?.title ?? null },
    action: String(row.action),
    changes: readableChanges(ctx, served, JSON.parse(String(row.changes)) as AuditChanges),
  }));
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
}

/** The acting users by the names they are called: whoever may read what was done may know who did it. */
export async function userTitles(ctx: Ctx, ids: Iterable<Cell | undefined>): Promise<Map<number, Reference>> {
  const known = [...new Set(ids)].filter((id) => id !== null && id !== undefined).map(Number);
  const found = await referenceTitles(trusted(ctx), ctx.app.served(ctx.app.userResource), known);
  return new Map([...found].map(([id, { title, subtitle }]) => [id, { id, title: subtitle ?? title }]));
}
