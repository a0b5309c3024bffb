import { permissionOf } from '#kernel/contract/index.ts';
import { type Ctx, can } from '../ctx.ts';
import type { Wire } from '../present.ts';
import { listRecords } from '../read.ts';
import { textOf } from '../references.ts';
import { numberIn } from '../search/words.ts';
import type { Served } from '../served.ts';
import { readListQuery } from './list-query.ts';

export interface Hit {
  id: number;
  title: string | null;
  subtitle: string | null;
}

/** Records for a pick field: by words, by filters as in a list, or the one with `id`. */
export async function pickRecords(ctx: Ctx, served: Served, query: Record<string, unknown>): Promise<{ items: Hit[] }> {
  const { title, subtitle } = served.resource;
  const { id, ...rest } = query as Record<string, string | undefined>;
  const fields = subtitle ? [title, subtitle] : [title];
  const asked = readListQuery({ limit: '20', ...rest, ...(id && { 'filter[id]': id }) });
  // What was typed ranks the hits; a list to choose from is in the order people look things up.
  const sort = asked.q?.trim() ? {} : { sort: pickOrder(served) };
  const { items } = await listRecords(ctx, served, { ...asked, fields, ...sort }, { isCounted: false });
  return {
    items: items.map((item: Wire) => ({
      id: Number(item.id),
      title: textOf(item[title], ctx.language),
      subtitle: subtitle ? textOf(item[subtitle], ctx.language) : null,
    })),
  };
}

/** By title where that is sortable, as people look things up; else the resource's own order. */
function pickOrder({ resource, byName }: Served): string {
  const field = byName.get(resource.title);
  return field && (field.spec.list || field.spec.filter) ? resource.title : (resource.sort ?? '-id');
}

interface Group {
  resource: string;
  path: string;
  items: Hit[];
}

/** Hits of all searchable resources the actor may read; the group with a record of this number first. */
export async function searchEverywhere(ctx: Ctx, q: string, limit: number): Promise<{ groups: Group[] }> {
  const searched = ctx.app.resources.filter(
    ({ resource }) => resource.search.length > 0 && !resource.hidden && can(ctx, permissionOf(resource, 'read')),
  );
  const groups = await Promise.all(
    searched.map(async (served) => {
      const { items } = await pickRecords(ctx, served, { q, limit: String(limit) });
      return { resource: served.resource.name, path: served.resource.path, items };
    }),
  );
  const number = numberIn(q, true);
  const bears = ({ items }: Group) => items.some(({ title }) => title !== null && numberIn(title, true) === number);
  const found = groups.filter(({ items }) => items.length > 0);
  return { groups: number === null ? found : found.sort((a, b) => Number(bears(b)) - Number(bears(a))) };
}
