import { type Translated, translate } from '#kernel/contract/index.ts';
import { type Ctx, can } from '../ctx.ts';
import type { Cell } from '../db/engine.ts';
import { loadFields, type Served, type ServedField } from '../served.ts';
import type { ImportEntry, Naming } from './import-entry.ts';
import type { ImportPlan, PlannedField } from './import-plan.ts';
import { joinTitles, splitTitles } from './title-list.ts';

/** Records that the rows of a chunk refer to, as far as the actor may see them. */
interface Found {
  ids: Set<number>;
  /** By title, and by any other text that is unique (the code beside the name). */
  byText: Map<string, Set<number>>;
  /** In the reader's language, as an export shows them. */
  titles: Map<number, string | null>;
}
interface Wanted {
  ids: Set<number>;
  texts: Set<string>;
}

const idPattern = /^\d{1,15}$/;
const readIds = (text: string | null): (number | string)[] =>
  (text ?? '')
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => (idPattern.test(part) ? Number(part) : part));

/**
 * Puts ids in the place of titles, with one statement per resource referred to. Where a row gives title and id, the
 * title decides and the id only tells records of the same title apart: so a title that was changed in the file counts.
 */
export async function resolveReferences(ctx: Ctx, plan: ImportPlan, entries: readonly ImportEntry[]): Promise<void> {
  for (const [name, sub] of plan.lines)
    await resolveReferences(
      ctx,
      sub,
      entries.flatMap(({ lines }) => lines.get(name) ?? []),
    );
  const wanted = new Map<string, Wanted>();
  for (const { namings } of entries) {
    for (const [name, naming] of namings) {
      const target = plan.fields.get(name)?.spec.target;
      if (target === undefined) continue;
      const want = wanted.get(target) ?? { ids: new Set(), texts: new Set() };
      for (const id of readIds(naming.ids)) if (typeof id === 'number') want.ids.add(id);
      for (const text of titlesOf(naming)) want.texts.add(text);
      wanted.set(target, want);
    }
  }
  const found = new Map<string, Found>();
  for (const [target, want] of wanted) found.set(target, await findRecords(ctx, ctx.app.served(target), want));
  for (const entry of entries) {
    for (const [name, naming] of entry.namings) {
      const field = plan.fields.get(name);
      if (field) resolveField(plan, entry, field, naming, found.get(field.spec.target ?? ''));
    }
  }
}

/** A single title is looked for as it stands, too: it may hold a semicolon. */
const titlesOf = ({ title }: Naming): string[] => (title === null ? [] : [title, ...splitTitles(title)]);

async function findRecords(ctx: Ctx, target: Served, { ids, texts }: Wanted): Promise<Found> {
  const found: Found = { ids: new Set(), byText: new Map(), titles: new Map() };
  const scope = ctx.trusted ? true : (target.behaviour.scope?.(ctx) ?? true);
  // Who may not read the records must not find out their titles by guessing; ids are taken as over the API.
  const mayRead = ctx.trusted || can(ctx, `${target.resource.name}:read`);
  const fields = mayRead ? namingFields(ctx, target) : [];
  if (scope === false) return found;
  for (const batch of batches([...ids], fields.length > 0 ? [...texts] : [])) {
    const columns = fields.flatMap((field) => field.columns);
    let query = ctx.db.selectFrom(target.table).select(['id', ...columns]);
    query = query.where((eb) =>
      eb.or([
        ...(batch.ids.length > 0 ? [eb('id', 'in', batch.ids)] : []),
        ...(batch.texts.length > 0 ? columns.map((column) => eb(column, 'in', batch.texts)) : []),
      ]),
    );
    if (scope !== true) query = query.where(scope);
    for (const cells of await query.execute()) note(ctx, target, fields, cells, found);
  }
  return found;
}

/** Engines bound the parameters of one statement; a chunk's references fit into one nearly always. */
const mostInBatch = 4000;
function* batches(ids: number[], texts: string[]): Generator<{ ids: number[]; texts: string[] }> {
  for (let at = 0; at < Math.max(ids.length, texts.length); at += mostInBatch) {
    yield { ids: ids.slice(at, at + mostInBatch), texts: texts.slice(at, at + mostInBatch) };
  }
}

function note(
  ctx: Ctx,
  target: Served,
  fields: readonly ServedField[],
  cells: Record<string, Cell>,
  found: Found,
): void {
  const id = Number(cells.id);
  const row: Record<string, unknown> = {};
  loadFields(cells, fields, row);
  found.ids.add(id);
  for (const { name } of fields) {
    const value = (row[name] ?? null) as string | number | Translated | null;
    const texts = value !== null && typeof value === 'object' ? Object.values(value) : [value];
    for (const text of texts) {
      if (text !== null) found.byText.set(String(text), (found.byText.get(String(text)) ?? new Set()).add(id));
    }
    if (name === target.resource.title)
      found.titles.set(id, typeof value === 'object' ? translate(value, ctx.language) : String(value));
  }
}

/** The fields by which people name a record: its title, and every text that is unique. */
const namingFields = (ctx: Ctx, { resource, fields }: Served): ServedField[] =>
  fields.filter(
    ({ name, spec }) =>
      (name === resource.title || (spec.unique && spec.kind === 'text')) &&
      !spec.secret &&
      (!spec.read || can(ctx, spec.read)),
  );

function resolveField(
  plan: ImportPlan,
  entry: ImportEntry,
  field: PlannedField,
  naming: Naming,
  found: Found | undefined,
): void {
  const { name, spec } = field;
  const ids = readIds(naming.ids);
  if (spec.kind === 'file') {
    // Its name is for the eye; without its id the file says nothing about the field.
    if (plan.columns.some((column) => column?.field === name && column.part === 'id'))
      entry.wire[name] = ids[0] ?? null;
    else delete entry.wire[name];
    return;
  }
  const unknown = ids.filter((id) => typeof id === 'string' || !found?.ids.has(id));
  for (const value of unknown) entry.problems.push({ path: name, code: 'kernel.unknownReference', params: { value } });
  if (unknown.length > 0 || !found) return;
  const given = ids as number[];
  if (spec.kind === 'ref')
    entry.wire[name] =
      naming.title === null ? (given[0] ?? null) : choose(plan, entry, field, naming.title, given, found);
  else if (naming.title === null || naming.title === shownTitles(given, found)) entry.wire[name] = given;
  else entry.wire[name] = splitTitles(naming.title).map((title) => choose(plan, entry, field, title, given, found));
}

/** How an export writes these records; those of which no title may be seen are left out. */
const shownTitles = (ids: readonly number[], found: Found): string =>
  joinTitles([...ids].sort((a, b) => a - b).flatMap((id) => found.titles.get(id) ?? []));

/** The one record of this title; among several the one that the row's ids name. */
function choose(
  plan: ImportPlan,
  entry: ImportEntry,
  { name, spec }: PlannedField,
  title: string,
  ids: readonly number[],
  found: Found,
): number | null {
  const candidates = [...(found.byText.get(title) ?? [])];
  const meant = candidates.filter((id) => ids.includes(id));
  const [only] = meant.length > 0 ? meant : candidates;
  if (only !== undefined && (meant.length === 1 || candidates.length === 1)) return only;
  const code = candidates.length > 1 ? 'kernel.ambiguousReference' : 'kernel.unknownReference';
  entry.waits ||= candidates.length === 0 && spec.target === plan.served.resource.name;
  entry.problems.push({ path: name, code, params: { value: title } });
  return null;
}
