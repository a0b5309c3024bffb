import type { Quantity } from '#kernel/contract/index.ts';
import type { weightUnits } from '../../contract/details.ts';

export type WeightUnit = (typeof weightUnits)[number];

const micro = 1_000_000;

/** Micrograms. Each is a number that the machine holds exactly. */
export const weightSizes: Readonly<Record<WeightUnit, number>> = {
  g: 1_000_000,
  kg: 1_000_000_000,
  t: 1_000_000_000_000,
  oz: 28_349_523.125,
  lb: 453_592_370,
};

/** Grams of a weight as it is entered; without a unit it is in grams. */
export const gramsOf = (weight: Quantity, unit: WeightUnit | null): Quantity =>
  Math.round((weight * weightSizes[unit ?? 'g']) / micro);

const sizes = Object.entries(weightSizes)
  .map(([unit, size]) => `WHEN '${unit}' THEN ${(size / micro).toFixed(9)}`)
  .join(' ');

/**
 * SQL: grams of so many pieces of the variant `v`, its product joined as `p`; what the variant does not say its parent
 * does, and what nobody has weighed weighs nothing. It divides last: how many decimals of a quotient last is the engine's
 * own affair.
 * @param quantity a column
 */
export const gramsOfPieces = (quantity: string): string =>
  `(${quantity} * (COALESCE(v.weight, p.weight, 0) * CASE COALESCE(v.weight_unit, p.weight_unit, 'g') ${sizes} END)
    / ${(micro * micro).toFixed(1)})`;
