import { type Field, kernelErrors } from '#kernel/contract/index.ts';
import { type Ctx, can } from '../ctx.ts';
import type { Served } from '../served.ts';
import { columnsOfLines } from './line-columns.ts';
import { columnsOfField, housekeepingColumns, type SheetColumn } from './sheet-column.ts';

/** True when the title alone tells which record is meant, to this actor and without exception. */
function titlesAreKeys(ctx: Ctx, target: Served): boolean {
  const { spec } = target.byName.get(target.resource.title) ?? {};
  const isKey = spec?.kind === 'text' && spec.unique && spec.required && !spec.read;
  return Boolean(isKey) && !target.behaviour.scope && can(ctx, `${target.resource.name}:read`);
}

/**
 * The columns of an export: the fields the actor may read, in the order of the declaration or of `wanted`.
 * Where a reference's title would not find the record again, its id stands in a column of its own beside it.
 * Throws 422 `kernel.unknownColumn` for a name that is no field.
 */
export function exportColumns(ctx: Ctx, served: Served, wanted?: readonly string[]): SheetColumn[] {
  const { fields } = served.resource;
  const names = wanted ?? ['id', 'version', ...Object.keys(fields)];
  const unknown = names.filter(
    (name) => !Object.hasOwn(fields, name) && !housekeepingColumns.some(({ field }) => field === name),
  );
  if (unknown.length > 0) throw kernelErrors.unknownColumn({ column: unknown.join(', ') });
  const found = [...new Set(names)].flatMap((name) => {
    const spec = fields[name];
    if (!spec) return housekeepingColumns.filter(({ field }) => field === name);
    if (spec.read && !can(ctx, spec.read)) return [];
    const needsId = ({ target }: Field) => !target || !titlesAreKeys(ctx, ctx.app.served(target));
    // Lines multiply the rows: they come only when they are asked for.
    if (spec.kind === 'lines' && wanted)
      return columnsOfLines(ctx, name, spec).filter(
        ({ line }) => line?.part !== 'id' || needsId(spec.fields?.[line.field] ?? spec),
      );
    return columnsOfField(name, spec).filter(({ part }) => part !== 'id' || needsId(spec));
  });
  return found.length > 0 ? found : housekeepingColumns.slice(0, 1);
}
