import type { Reference } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { referenceTitles } from '#kernel/server/references.ts';
import type { SourceReference } from '../../contract/index.ts';

/** A document as a reservation or a demand names it. */
export interface NamedSource {
  resource: string;
  id: number;
  /** What was known of it when it began: the customer, the supplier. */
  text: string | null;
}

/** Shows documents by their numbers, one statement per kind of them; the text stands below, or instead of a number. */
export async function sourceTitles(
  ctx: Ctx,
  sources: readonly NamedSource[],
): Promise<(source: NamedSource) => SourceReference> {
  const found = new Map<string, Map<number, Reference>>();
  for (const [resource, named] of Map.groupBy(sources, (source) => source.resource)) {
    // Of a module that is no longer there only the text is left.
    const served = ctx.app.resources.find((one) => one.resource.name === resource);
    if (!served) continue;
    const ids = [...new Set(named.map(({ id }) => id))];
    found.set(resource, await referenceTitles(ctx, served, ids));
  }
  return ({ resource, id, text }) => {
    const title = found.get(resource)?.get(id)?.title ?? null;
    return { resource, id, title: title ?? text, subtitle: title === null ? null : text };
  };
}
