import type { Ctx } from '#kernel/server/ctx.ts';
import { type TitleOf, titlesOf } from '#kernel/server/references.ts';
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
  const found = new Map<string, TitleOf>();
  for (const [resource, named] of Map.groupBy(sources, (source) => source.resource)) {
    // Of a module that is no longer there only the text is left.
    if (!ctx.app.serves(resource)) continue;
    const titleOf = await titlesOf(
      ctx,
      resource,
      named.map(({ id }) => id),
    );
    found.set(resource, titleOf);
  }
  return ({ resource, id, text }) => {
    const title = found.get(resource)?.(id).title ?? null;
    return { resource, id, title: title ?? text, subtitle: title === null ? null : text };
  };
}
