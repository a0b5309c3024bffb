import type { Ctx } from '#kernel/server/ctx.ts';
import type { NamedPaper, SourceReference } from '../../contract/index.ts';
import { namePapers } from '../genealogy/customers-of.ts';
import { paperKey } from '../genealogy/trace-lots.ts';

/** A document as a reservation or a demand names it. */
export interface NamedSource {
  resource: string;
  id: number;
  /** What was known of it when it began: its number, the supplier. */
  text: string | null;
}

/**
 * Shows documents by their numbers, one statement per kind of them, with whom they are for below, as far as the reader
 * may know; where there is no number, by their text.
 */
export async function sourceTitles(
  ctx: Ctx,
  sources: readonly NamedSource[],
): Promise<(source: NamedSource) => SourceReference> {
  const papers = await namePapers(ctx, sources);
  return ({ resource, id, text }) => {
    const paper = papers.get(paperKey({ resource, id }));
    const title = paper?.title ?? text;
    return { resource, id, title, subtitle: partyOf(paper) ?? (title === text ? null : text) };
  };
}

const partyOf = (paper: NamedPaper | undefined): string | null =>
  paper?.customer?.subtitle ?? paper?.customer?.title ?? null;
