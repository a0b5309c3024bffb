import { defaultLanguage } from '#kernel/contract/index.ts';
import type { Ctx } from '../ctx.ts';
import type { Cell } from '../db/engine.ts';
import { insertRows } from '../db/statements.ts';
import { textOf } from '../references.ts';
import type { AnyRow, Child, Served, ServedField } from '../served.ts';

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
