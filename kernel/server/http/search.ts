import { type Ctx, can } from '../ctx.ts';
import type { Wire } from '../present.ts';
import { listRecords } from '../read.ts';
import { textOf } from '../references.ts';
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
  const { items } = await listRecords(ctx, served, { ...asked, fields, sort: pickOrder(served) });
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

/** Hits of all searchable resources the actor may read. */
export async function searchEverywhere(
  ctx: Ctx,
  q: string,
  limit: number,
): Promise<{ groups: { resource: string; path: string; items: Hit[] }[] }> {
  const groups = [];
  for (const served of ctx.app.resources) {
    const { resource } = served;
    if (resource.search.length === 0 || resource.hidden || !can(ctx, `${resource.name}:read`)) continue;
    const { items } = await pickRecords(ctx, served, { q, limit: String(limit) });
    if (items.length > 0) groups.push({ resource: resource.name, path: resource.path, items });
  }
  return { groups };
}
