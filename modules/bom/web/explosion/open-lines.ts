import type { ExplosionLine } from '../../contract/index.ts';

/** Keys of the lines that have others below them. */
export const branchesOf = (lines: readonly ExplosionLine[]): Set<number> =>
  new Set(lines.flatMap(({ parent }) => parent ?? []));

/** The lines to be shown: all but those below one that is folded. */
export function openLines(lines: readonly ExplosionLine[], folded: ReadonlySet<number>): ExplosionLine[] {
  const hidden = new Set<number>();
  return lines.filter(({ key, parent }) => {
    const isHidden = parent !== null && (hidden.has(parent) || folded.has(parent));
    if (isHidden) hidden.add(key);
    return !isHidden;
  });
}
