import { type Fraction, fraction, one, over, rounded, times } from '#kernel/contract/fraction.ts';
import type { Quantity } from '#kernel/contract/index.ts';

/** What is known about two units: one of `from` is exactly `factor` of `to`. */
export interface UnitEdge {
  from: number;
  to: number;
  factor: Fraction;
}

/** `quantity` of one unit are `equals` of the other: the factor from the one to the other. Both positive. */
export const unitFactor = (quantity: Quantity, equals: Quantity): Fraction => fraction(equals, quantity);

/** A quantity in the other unit, rounded half away from zero to millionths. Throws 422 `kernel.amountTooLarge`. */
export const applyFactor = (quantity: Quantity, factor: Fraction): Quantity =>
  rounded(times(fraction(quantity), factor));

/**
 * The factor between two units by the fewest steps, or null. Of two ways of equal length the one found first in `edges`
 * holds, so what a variant says comes before what its parent says, and that before what holds for everything.
 */
export function factorBetween(edges: readonly UnitEdge[], from: number, to: number): Fraction | null {
  const known = new Map<number, Fraction>([[from, one]]);
  for (const [unit, soFar] of known) {
    if (unit === to) return soFar;
    for (const edge of edges) {
      const forwards = edge.from === unit;
      if (!forwards && edge.to !== unit) continue;
      const next = forwards ? edge.to : edge.from;
      if (!known.has(next)) known.set(next, forwards ? times(soFar, edge.factor) : over(soFar, edge.factor));
    }
  }
  return null;
}
