import { type Language, type Reference, type StoredFile, type Translated, translate } from '#kernel/contract/index.ts';
import { type Ctx, can } from './ctx.ts';
import { selectByIds } from './db/statements.ts';
import { loadFields, type Served, type ServedField } from './served.ts';

/** The references of many rows, found with one statement per resource referred to. */
export class References {
  readonly #ctx: Ctx;
  readonly #wanted = new Map<string, Set<number>>();
  readonly #found = new Map<string, Map<number, Reference>>();
  readonly #files = new Map<number, StoredFile>();

  constructor(ctx: Ctx) {
    this.#ctx = ctx;
  }

  want(target: string, id: unknown): void {
    if (typeof id !== 'number') return;
    const ids = this.#wanted.get(target);
    if (ids) ids.add(id);
    else this.#wanted.set(target, new Set([id]));
  }

  async resolve(): Promise<void> {
    for (const [target, ids] of this.#wanted) {
      if (target === 'kernel.file') await this.#resolveFiles([...ids]);
      else this.#found.set(target, await referenceTitles(this.#ctx, this.#ctx.app.served(target), [...ids]));
    }
  }

  get(target: string, id: unknown): Reference | null {
    if (typeof id !== 'number') return null;
    return this.#found.get(target)?.get(id) ?? { id, title: null };
  }

  file(id: unknown): StoredFile | null {
    return typeof id === 'number' ? (this.#files.get(id) ?? null) : null;
  }

  async #resolveFiles(ids: number[]): Promise<void> {
    for (const row of await selectByIds(
      this.#ctx.db,
      'kernel_file',
      ['id', 'name', 'media_type', 'size', 'sha256'],
      ids,
      false,
    )) {
      this.#files.set(Number(row.id), {
        id: Number(row.id),
        name: String(row.name),
        mediaType: String(row.media_type),
        size: Number(row.size),
        sha256: String(row.sha256),
      });
    }
  }
}

const titleFields = ({ resource, byName }: Served): ServedField[] =>
  [resource.title, resource.subtitle]
    .map((name) => byName.get(name ?? ''))
    .filter((field): field is ServedField => field !== undefined);

/** A title or subtitle as one text: in `language` where it is translated, the other's title where it is a reference. */
export function textOf(value: unknown, language: Language): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  return 'title' in value ? (value as Reference).title : translate(value as Translated, language);
}

/** Titles of records by id; null titles for those the actor may not see, by permission or by scope. */
export async function referenceTitles(
  ctx: Ctx,
  served: Served,
  ids: readonly number[],
): Promise<Map<number, Reference>> {
  const found = new Map<number, Reference>();
  if (!ctx.trusted && !can(ctx, `${served.resource.name}:read`)) return found;
  const visible = await idsInScope(ctx, served, ids);
  const fields = titleFields(served);
  const [, subtitle] = fields;
  const inheritFrom = subtitle?.spec.inherit ? served.byName.get(subtitle.spec.inherit) : undefined;
  const columns = [
    'id',
    ...new Set([...fields, ...(inheritFrom ? [inheritFrom] : [])].flatMap((field) => field.columns)),
  ];
  const parents = new Map<number, number>();
  const rows = (await selectByIds(ctx.db, served.table, columns, visible, false)).map((cells) => {
    const row: Record<string, unknown> = {};
    loadFields(cells, fields, row);
    return { id: Number(cells.id), cells, row };
  });
  await nameByOthers(
    ctx,
    fields,
    rows.map(({ row }) => row),
  );
  for (const { id, cells, row } of rows) {
    const reference: Reference = { id, title: textOf(row[served.resource.title], ctx.language) };
    if (subtitle) reference.subtitle = textOf(row[subtitle.name], ctx.language);
    if (inheritFrom && !reference.subtitle && cells[inheritFrom.columns[0] ?? ''])
      parents.set(id, Number(cells[inheritFrom.columns[0] ?? '']));
    found.set(id, reference);
  }
  if (inheritFrom && parents.size > 0) await inheritSubtitles(ctx, inheritFrom, parents, found);
  return found;
}

/** What names a record; nothing is named by nothing. */
export interface TitleOf {
  (id: number): Reference;
  (id: number | null | undefined): Reference | null;
}

/** Titles of records of one kind as the reader may see them, by one statement (see {@link referenceTitles}). */
export async function titlesOf(ctx: Ctx, resource: string, ids: Iterable<number | null | undefined>): Promise<TitleOf> {
  const wanted = [...new Set(ids)].filter((id): id is number => Boolean(id));
  const found = wanted.length === 0 ? null : await referenceTitles(ctx, ctx.app.served(resource), wanted);
  return ((id) => (id ? (found?.get(id) ?? { id, title: null }) : null)) as TitleOf;
}

/** Where a title is a reference (the product of a lot), the other's title stands for it. */
async function nameByOthers(
  ctx: Ctx,
  fields: readonly ServedField[],
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  for (const { name, spec } of fields) {
    if (spec.kind !== 'ref') continue;
    const ids = [...new Set(rows.map((row) => row[name]).filter((id) => typeof id === 'number'))];
    const titles = await referenceTitles(ctx, ctx.app.served(spec.target ?? ''), ids);
    for (const row of rows) row[name] = titles.get(Number(row[name])) ?? null;
  }
}

async function inheritSubtitles(
  ctx: Ctx,
  inheritFrom: ServedField,
  parents: Map<number, number>,
  found: Map<number, Reference>,
): Promise<void> {
  const titles = await referenceTitles(ctx, ctx.app.served(inheritFrom.spec.target ?? ''), [
    ...new Set(parents.values()),
  ]);
  for (const [id, parent] of parents) {
    const reference = found.get(id);
    if (reference) reference.subtitle = titles.get(parent)?.subtitle ?? null;
  }
}

async function idsInScope(ctx: Ctx, served: Served, ids: readonly number[]): Promise<readonly number[]> {
  const scope = ctx.trusted ? true : (served.behaviour.scope?.(ctx) ?? true);
  if (scope === true || ids.length === 0) return ids;
  if (scope === false) return [];
  const rows = await ctx.db
    .selectFrom(served.table)
    .select('id')
    .where('id', 'in', [...ids])
    .where(scope)
    .execute();
  return rows.map((row) => Number(row.id));
}
