import type { Ctx } from '../ctx.ts';
import { inParts, insertMissing, selectByIds } from '../db/statements.ts';
import type { AnyRow, Served } from '../served.ts';
import { type Dependent, dependentsOf, firstPlace, lastPlace } from './places.ts';
import { searchedRows, tokensOf, touchesWords } from './search-texts.ts';
import { byKey, forgetTokens } from './token-statements.ts';

const columns = ['place', 'token', 'weight', 'record_id'];
/** Records whose words are made anew at once. */
const batch = 500;

/** Keeps the words of records just written in step, and of those that show words of theirs; in the same transaction. */
export async function indexRows(
  ctx: Ctx,
  served: Served,
  changes: readonly { before: AnyRow | null; row: AnyRow }[],
): Promise<void> {
  if (served.resource.search.length > 0) {
    const touched = changes.filter(({ before, row }) => !before || touchesWords(served, before, row));
    const stale = touched.filter(({ before }) => before).map(({ row }) => row.id);
    await replaceTokens(
      ctx,
      served,
      touched.map(({ row }) => row),
      stale,
    );
  }
  for (const dependent of dependentsOf(ctx.app, served.resource.name)) {
    const shown = shownBy(served, dependent);
    const renamed = changes.filter(({ before, row }) => before && shown(before) !== shown(row));
    if (renamed.length > 0)
      await indexDependents(
        ctx,
        dependent,
        renamed.map(({ row }) => row.id),
      );
  }
}

export const unindexRows = (ctx: Ctx, served: Served, ids: readonly number[]): Promise<void> =>
  forgetTokens(ctx.db, ctx.app.engine.dialect, firstPlace(served.resource.name), lastPlace(served.resource.name), ids);

/** What a dependent record shows of the given one, to be compared. */
function shownBy({ resource }: Served, { path }: Dependent): (row: AnyRow) => string {
  const names = path.reference ? [resource.title, resource.subtitle ?? resource.title] : [path.field?.name ?? ''];
  return (row) => JSON.stringify(names.map((name) => row[name]));
}

/** `stale`: those of which words are known. */
async function replaceTokens(
  ctx: Ctx,
  served: Served,
  rows: readonly AnyRow[],
  stale: readonly number[],
): Promise<void> {
  if (rows.length === 0) return;
  const tokens = await tokensOf(ctx, served, rows);
  if (stale.length > 0) await unindexRows(ctx, served, stale);
  const cells = rows.flatMap((row, index) => (tokens[index] ?? []).map((token) => [...token, row.id]));
  if (cells.length > 0)
    await insertMissing(ctx.db, ctx.app.engine.dialect, 'kernel_search_token', columns, cells.sort(byKey));
}

/** Makes the words of the given records anew. */
export async function reindex(ctx: Ctx, served: Served, ids: readonly number[]): Promise<void> {
  const rows = await searchedRows(ctx, served, ids);
  await replaceTokens(ctx, served, rows, ids);
}

async function indexDependents(ctx: Ctx, { served, path }: Dependent, ids: readonly number[]): Promise<void> {
  const dependents = await dependentIds(ctx, served, path, ids);
  for (const part of inParts(dependents, batch)) await reindex(ctx, served, part);
}

async function dependentIds(
  ctx: Ctx,
  served: Served,
  { field, via, reference }: Dependent['path'],
  ids: readonly number[],
): Promise<number[]> {
  if (reference?.isList) {
    const child = served.children.find(({ name }) => name === reference.name);
    const rows = await ctx.db
      .selectFrom(child?.table ?? '')
      .select('parent_id')
      .where('target_id', 'in', [...ids])
      .execute();
    return rows.map((row) => Number(row.parent_id)).sort((a, b) => a - b);
  }
  const [column = ''] = (via ?? served.byName.get(reference?.name ?? ''))?.columns ?? [];
  const rows = await selectByIds(
    ctx.db,
    served.table,
    ['id', ...(via ? (field?.columns ?? []) : [])],
    ids,
    false,
    column,
  );
  // Whoever has a value of its own shows nothing of the parent.
  const heirs = via ? rows.filter((row) => field?.columns.every((one) => row[one] === null)) : rows;
  return heirs.map((row) => Number(row.id)).sort((a, b) => a - b);
}
