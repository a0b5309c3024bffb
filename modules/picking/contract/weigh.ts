/** What a scale says about a number of pieces; grams and pieces as plain numbers. */
export interface Weighing {
  net: number;
  /** Pieces that the weight speaks for. */
  proposed: number;
}

/**
 * Pieces on a scale.
 * @param gross grams with the box.
 * @param tare grams of the empty box.
 * @param pieceWeight grams of one piece, more than zero.
 * @returns null where the box alone is heavier than all of it.
 */
export function weigh(gross: number, tare: number, pieceWeight: number): Weighing | null {
  const net = gross - tare;
  if (net < 0 || pieceWeight <= 0) return null;
  return { net, proposed: Math.round(net / pieceWeight) };
}

/** Beyond this it does not matter any more by how much. */
const mostOff = 1_000_000;

/** By how many percent the weight is off what so many pieces weigh, a million at most; without pieces any weight is off. */
export function deviation(net: number, pieces: number, pieceWeight: number): number {
  const expected = pieces * pieceWeight;
  if (expected === 0) return net === 0 ? 0 : 100;
  return Math.min((Math.abs(net - expected) / expected) * 100, mostOff);
}
