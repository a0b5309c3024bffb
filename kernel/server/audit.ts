import { defaultLanguage, kernelErrors, type ListResult, permissionOf } from '#kernel/contract/index.ts';
import { type Ctx, can, demand } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { insertRows } from './db/statements.ts';
import { visibleRows } from './read.ts';
import { referenceTitles, textOf } from './references.ts';
import type { AnyRow, Child, Served, ServedField } from './served.ts';

export type AuditAction = 'create' | 'update' | 'delete' | (string & {});
/** Per field: its value before and after, as on the wire. */
export type AuditChanges = Record<string, { before?: unknown; after?: unknown }>;

const columns = [
  'at',
  'user_id',
  'request_id',
  'resource',
  'record_id',
  'record_title',
  'action',
  'version',
  'changes',
];

const wireOf = ({ codec, name }: ServedField, row: Record<string, unknown>) => {
  const value = row[name] ?? null;
  return codec.toWire ? codec.toWire(value) : value;
};
const linesOf = (child: Child, row: AnyRow | null) => {
  const values = (row?.[child.name] ?? []) as Record<string, unknown>[];
  if (child.spec.kind === 'refs') return values;
  return values.map((line) => {
    const noted: Record<string, unknown> = { id: line.id };
    for (const field of child.fields) if (!field.spec.secret) noted[field.name] = wireOf(field, line);
    return noted;
  });
};

/** What differs between two states of a record, by field; null stands for no record. */
export function changesBetween(served: Served, before: AnyRow | null, after: AnyRow | null): AuditChanges {
  const only = before ?? after;
  return before && after
    ? differences(served, before, after)
    : only
      ? whole(served, only, before ? 'before' : 'after')
      : {};
}

/** All that a record says, where there is nothing to compare it with. */
function whole(served: Served, row: AnyRow, side: 'before' | 'after'): AuditChanges {
  const changes: AuditChanges = {};
  for (const field of served.fields) {
    if (field.spec.secret) continue;
    const value = wireOf(field, row);
    if (value !== null) changes[field.name] = { [side]: value };
  }
  for (const child of served.children) {
    const lines = linesOf(child, row);
    if (lines.length > 0) changes[child.name] = { [side]: lines };
  }
  return changes;
}

function differences(served: Served, before: AnyRow, after: AnyRow): AuditChanges {
  const changes: AuditChanges = {};
  for (const field of served.fields) {
    if (field.spec.secret) continue;
    const old = wireOf(field, before);
    const now = wireOf(field, after);
    const same = old === now || (typeof old === 'object' && JSON.stringify(old) === JSON.stringify(now));
    if (!same) changes[field.name] = { before: old, after: now };
  }
  for (const child of served.children) {
    const old = linesOf(child, before);
    const now = linesOf(child, after);
    if (JSON.stringify(old) !== JSON.stringify(now)) changes[child.name] = { before: old, after: now };
  }
  return changes;
}

const titleText = ({ resource }: Served, row: AnyRow): string =>
  (textOf(row[resource.title], defaultLanguage) ?? String(row.id)).slice(0, 200);

/** Writes who changed what from which value to which, in the transaction of the change itself (PRD-AUD). */
export async function audit(
  ctx: Ctx,
  served: Served,
  action: AuditAction,
  entries: readonly { before: AnyRow | null; after: AnyRow | null }[],
): Promise<void> {
  const at = ctx.app.clock();
  const rows: Cell[][] = [];
  for (const { before, after } of entries) {
    const row = after ?? before;
    if (!row) continue;
    const changes = changesBetween(served, before, after);
    rows.push([
      at,
      ctx.actor.id,
      ctx.requestId,
      served.resource.name,
      row.id,
      titleText(served, row),
      action,
      row.version,
      JSON.stringify(changes),
    ]);
  }
  if (rows.length > 0) await insertRows(ctx.db, ctx.app.engine.dialect, 'kernel_audit', columns, rows);
}

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

/** Names of the acting users: whoever may read a history may know who made it. */
export function userTitles(ctx: Ctx, ids: readonly Cell[]) {
  const known = [...new Set(ids.filter((id) => id !== null).map(Number))];
  return referenceTitles({ ...ctx, trusted: true }, ctx.app.served(ctx.app.userResource), known);
}
