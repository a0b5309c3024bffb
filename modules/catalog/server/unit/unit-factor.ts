import { exact, type Quantity } from '#kernel/contract/index.ts';

/** How many of one unit another one is, exactly: `numerator ÷ denominator`. */
export interface UnitFactor {
  numerator: bigint;
  denominator: bigint;
}

export const sameUnit: UnitFactor = { numerator: 1n, denominator: 1n };

/** What is known about two units: one of `from` is `factor` of `to`. */
export interface UnitEdge {
  from: number;
  to: number;
  factor: UnitFactor;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
const divisorOf = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisorOf(b, a % b));

/** `quantity` of one unit are `equals` of the other: the factor from the one to the other. */
export const unitFactor = (quantity: Quantity, equals: Quantity): UnitFactor =>
  reduced({ numerator: BigInt(equals), denominator: BigInt(quantity) });

const reduced = ({ numerator, denominator }: UnitFactor): UnitFactor => {
  const divisor = divisorOf(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
};
const times = (a: UnitFactor, b: UnitFactor): UnitFactor =>
  reduced({ numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator });
const inverse = ({ numerator, denominator }: UnitFactor): UnitFactor => ({
  numerator: denominator,
  denominator: numerator,
});

/** A quantity in the other unit, rounded half away from zero to millionths. Throws RangeError beyond the exact range. */
export function applyFactor(quantity: Quantity, { numerator, denominator }: UnitFactor): Quantity {
  const product = BigInt(quantity) * numerator;
  const rounded = (magnitude(product) * 2n + denominator) / (denominator * 2n);
  return exact(Number(product < 0n ? -rounded : rounded));
}

/**
 * The factor between two units by the fewest steps, or null. Of two ways of equal length the one found first in `edges`
 * holds, so what a variant says comes before what its parent says, and that before what holds for everything.
 */
export function factorBetween(edges: readonly UnitEdge[], from: number, to: number): UnitFactor | null {
  if (from === to) return sameUnit;
  const known = new Map<number, UnitFactor>([[from, sameUnit]]);
  const waiting = [from];
  for (let unit = waiting.shift(); unit !== undefined; unit = waiting.shift()) {
    const soFar = known.get(unit) ?? sameUnit;
    for (const edge of edges) {
      const forwards = edge.from === unit;
      if (!forwards && edge.to !== unit) continue;
      const next = forwards ? edge.to : edge.from;
      if (known.has(next)) continue;
      const factor = times(soFar, forwards ? edge.factor : inverse(edge.factor));
      if (next === to) return factor;
      known.set(next, factor);
      waiting.push(next);
    }
  }
  return null;
}
