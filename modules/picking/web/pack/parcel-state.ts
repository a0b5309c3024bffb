import type { PackingLine } from '../../contract/index.ts';

/** Pieces in the parcel that is being packed, by line and lot. */
export type InParcel = Readonly<Record<string, number>>;

export const keyOf = ({ line, lot }: Pick<PackingLine, 'line' | 'lot'>): string => `${line}-${lot?.id ?? 0}`;

/** What of a line is in no parcel yet, this one included. */
export const leftOf = (line: PackingLine, inParcel: InParcel): number =>
  Number(line.picked) - Number(line.packed) - (inParcel[keyOf(line)] ?? 0);

/** One piece more, never more than there is. */
export const addTo = (inParcel: InParcel, line: PackingLine): InParcel => ({
  ...inParcel,
  [keyOf(line)]: (inParcel[keyOf(line)] ?? 0) + Math.min(1, leftOf(line, inParcel)),
});

/** What a parcel holds: what was put into it by scanning or, where nothing was, all that is left. */
export const contentsOf = (
  lines: readonly PackingLine[],
  inParcel: InParcel,
): { line: PackingLine; pieces: number }[] => {
  const scanned = lines
    .map((line) => ({ line, pieces: inParcel[keyOf(line)] ?? 0 }))
    .filter(({ pieces }) => pieces > 0);
  return scanned.length > 0
    ? scanned
    : lines.map((line) => ({ line, pieces: leftOf(line, {}) })).filter(({ pieces }) => pieces > 0);
};

/** Grams of the goods; null where one of them has no known weight. */
export function weightOf(contents: readonly { line: PackingLine; pieces: number }[]): number | null {
  let sum = 0;
  for (const { line, pieces } of contents) {
    if (line.pieceWeight === null) return null;
    sum += Number(line.pieceWeight) * pieces;
  }
  return Math.round(sum);
}
