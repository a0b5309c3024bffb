import type { Ctx } from './ctx.ts';
import type { Cell } from './db/engine.ts';
import { deleteRows, insertRows, updateRows } from './db/statements.ts';
import { fillNumbers, seal } from './sequence.ts';
import { type AnyRow, type Change, type Child, type Served, type ServedField, storeFields } from './served.ts';

type Values = Record<string, unknown>;

/** Writes the changes with a constant number of statements; ids, version and times are set in the rows. Unchanged records are left alone. */
export async function saveRows(ctx: Ctx, served: Served, changes: readonly Change[]): Promise<void> {
  await fillNumbers(
    ctx,
    changes.map(({ row }) => row),
  );
  for (const { before, row } of changes) if (becomesLocked(served, before, row)) await seal(ctx, served, row);
  const created = changes.filter(({ before }) => before === null);
  const changed = changes.filter(({ before, row }) => before !== null && differs(served, before, row));
  if (created.length > 0)
    await insertRecords(
      ctx,
      served,
      created.map(({ row }) => row),
    );
  // Lines first: of a record that this very change locks, the database would refuse them afterwards.
  const written = [...created, ...changed];
  if (written.length > 0) for (const child of served.children) await saveChildren(ctx, child, written);
  if (changed.length > 0) await updateRecords(ctx, served, changed);
}

const becomesLocked = ({ resource }: Served, before: AnyRow | null, row: AnyRow) =>
  resource.lock?.chain !== undefined &&
  resource.lock.states.includes(String(row.state)) &&
  !resource.lock.states.includes(String(before?.state));

async function insertRecords(ctx: Ctx, served: Served, rows: readonly AnyRow[]): Promise<void> {
  const now = ctx.app.clock();
  const cells = rows.map((row) => {
    const values: Cell[] = [1, now, ctx.actor.id, now, ctx.actor.id];
    storeFields(row, served.fields, values);
    return values;
  });
  const ids = await insertRows(ctx.db, ctx.app.engine.dialect, served.table, served.inserted, cells);
  for (const [index, row] of rows.entries()) {
    Object.assign(row, {
      id: ids[index],
      version: 1,
      createdAt: now,
      createdBy: ctx.actor.id,
      updatedAt: now,
      updatedBy: ctx.actor.id,
    });
  }
}

async function updateRecords(ctx: Ctx, served: Served, changes: readonly Change[]): Promise<void> {
  const now = ctx.app.clock();
  const fields = served.fields.filter((field) =>
    changes.some(({ before, row }) => !sameValue(field, before ?? {}, row)),
  );
  const columns = ['version', 'updated_at', 'updated_by', ...fields.flatMap((field) => field.columns)];
  const cells = changes.map(({ row }) => {
    Object.assign(row, { version: row.version + 1, updatedAt: now, updatedBy: ctx.actor.id });
    const values: Cell[] = [row.id, row.version, now, ctx.actor.id];
    storeFields(row, fields, values);
    return values;
  });
  await updateRows(ctx.db, ctx.app.engine.dialect, served.table, columns, cells);
}

function sameValue({ name, codec }: ServedField, a: Values, b: Values): boolean {
  const old = a[name] ?? null;
  const now = b[name] ?? null;
  if (old === now) return true;
  if (old === null || now === null || typeof old !== 'object') return false;
  return JSON.stringify(codec.store?.(old) ?? old) === JSON.stringify(codec.store?.(now) ?? now);
}

const differs = (served: Served, before: AnyRow, row: AnyRow): boolean =>
  served.fields.some((field) => !sameValue(field, before, row)) ||
  served.children.some((child) => childDiffers(child, before, row));

/** Whether a change touches one of these fields. */
export const isTouched = (served: Served, { before, row }: Change, fields: readonly string[]): boolean =>
  before === null ||
  served.fields.some((field) => fields.includes(field.name) && !sameValue(field, before, row)) ||
  served.children.some((child) => fields.includes(child.name) && childDiffers(child, before, row));

function childDiffers(child: Child, before: AnyRow, row: AnyRow): boolean {
  const old = (before[child.name] ?? []) as Values[];
  const now = (row[child.name] ?? []) as Values[];
  if (child.spec.kind === 'refs') return JSON.stringify([...old].sort()) !== JSON.stringify([...now].sort());
  return old.length !== now.length || now.some((line, index) => lineDiffers(child, old[index], line));
}

const lineDiffers = (child: Child, old: Values | undefined, line: Values): boolean =>
  !old || old.id !== line.id || child.fields.some((field) => !sameValue(field, old, line));

async function saveChildren(ctx: Ctx, child: Child, changes: readonly Change[]): Promise<void> {
  const touched = changes.filter(({ before, row }) => !before || childDiffers(child, before, row));
  if (touched.length === 0) return;
  if (child.spec.kind === 'refs') return saveRefs(ctx, child, touched);
  const { dialect } = ctx.app.engine;
  const fresh: { line: Values; cells: Cell[] }[] = [];
  const updated: Cell[][] = [];
  const gone: number[] = [];
  for (const { before, row } of touched) {
    const old = new Map(
      ((before?.[child.name] ?? []) as { id: number }[]).map((line, position) => [line.id, { line, position }]),
    );
    for (const [position, line] of (row[child.name] as Values[]).entries()) {
      const known = old.get(Number(line.id));
      old.delete(Number(line.id));
      if (known && known.position === position && !lineDiffers(child, known.line, line)) continue;
      const cells: Cell[] = known ? [known.line.id, position] : [row.id, position];
      storeFields(line, child.fields, cells);
      if (known) updated.push(cells);
      else fresh.push({ line, cells });
    }
    gone.push(...old.keys());
  }
  if (gone.length > 0) await deleteRows(ctx.db, child.table, 'id', gone);
  if (updated.length > 0) await updateRows(ctx.db, dialect, child.table, child.inserted.slice(1), updated);
  if (fresh.length > 0) {
    const ids = await insertRows(
      ctx.db,
      dialect,
      child.table,
      child.inserted,
      fresh.map(({ cells }) => cells),
    );
    for (const [index, { line }] of fresh.entries()) line.id = ids[index];
  }
}

async function saveRefs(ctx: Ctx, child: Child, changes: readonly Change[]): Promise<void> {
  const known = changes.filter(({ before }) => before !== null).map(({ row }) => row.id);
  if (known.length > 0) await deleteRows(ctx.db, child.table, 'parent_id', known);
  const pairs = changes.flatMap(({ row }) => (row[child.name] as number[]).map((target) => [row.id, target]));
  if (pairs.length > 0) await insertRows(ctx.db, ctx.app.engine.dialect, child.table, child.inserted, pairs);
}
