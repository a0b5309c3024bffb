import type { Reference } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { referenceTitles } from '#kernel/server/references.ts';

type Titles = (id: number | null | undefined) => Reference | null;

/** Titles of records of one kind, by one statement; a record that the reader may not see has none. */
export async function titlesOf(ctx: Ctx, resource: string, ids: Iterable<number | null>): Promise<Titles> {
  const wanted = [...new Set(ids)].filter((id): id is number => id !== null);
  const found = wanted.length === 0 ? new Map() : await referenceTitles(ctx, ctx.app.served(resource), wanted);
  return (id) => (id ? (found.get(id) ?? { id, title: null }) : null);
}

export const titled = (titles: Titles, id: number): Reference => titles(id) ?? { id, title: null };
