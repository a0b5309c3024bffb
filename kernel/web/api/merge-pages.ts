import type { ListResult } from '../../contract/index.ts';

/** What was fetched of a loaded list after some of its records changed. */
export interface ListNews<T> {
  /** Ids of loaded rows that were asked for again. */
  asked: ReadonlySet<number>;
  /** Those of them that still belong to the list, as they are now. */
  rows: readonly T[];
  /** The first page as it is now, where records changed that were not loaded: a new one mostly stands there. */
  first: ListResult<T> | null;
}

/**
 * The loaded pages of a list brought up to date. Rows keep their places, so that nothing jumps under the reader's hands;
 * what a new row pushed out of the first page stays in front of the second, which begins where it began.
 */
export function mergePages<T extends { id: number }>(
  pages: readonly ListResult<T>[],
  { asked, rows, first }: ListNews<T>,
): ListResult<T>[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const upToDate = (items: readonly T[]) =>
    items.flatMap((item) => {
      if (!asked.has(item.id)) return [item];
      const now = byId.get(item.id);
      return now ? [now] : [];
    });
  const gone = asked.size - byId.size;
  const inFirst = new Set(first?.items.map((item) => item.id));
  return pages.map((page, index) => {
    const kept = upToDate(page.items).filter((item) => !inFirst.has(item.id));
    return {
      ...page,
      items: index === 0 && first ? [...first.items, ...kept] : kept,
      total: first ? first.total : page.total - gone,
      totalExact: first ? first.totalExact : page.totalExact,
    };
  });
}
