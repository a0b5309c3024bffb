import type { Quantity } from '#kernel/contract/index.ts';
import type { dimensionUnits } from '../../contract/details.ts';
import { type WeightUnit, weightSizes } from './piece-weight.ts';

type DimensionUnit = (typeof dimensionUnits)[number];
export type Measures = Record<'weight' | 'grossWeight' | 'width' | 'height' | 'depth', Quantity | null> & {
  weightUnit: WeightUnit | null;
  dimensionUnit: DimensionUnit | null;
};

/** Integers, so that converting stays exact but for the last of six decimals. Lengths are in micrometres. */
const sizes: Record<WeightUnit | DimensionUnit, number> = {
  ...weightSizes,
  mm: 1000,
  cm: 10_000,
  m: 1_000_000,
  in: 25_400,
  ft: 304_800,
};

const inUnit = (value: Quantity, from: WeightUnit | DimensionUnit, to: WeightUnit | DimensionUnit): Quantity =>
  from === to ? value : Math.round((value * sizes[from]) / sizes[to]);

/**
 * Weights, and measures likewise, come from the parent all together or not at all: one of its own would otherwise stand
 * beside an inherited one in another unit. Sets the unit where there is a value, and takes it away where there is none.
 */
export function settleMeasures(row: Measures, parent: Measures | null): void {
  row.weightUnit = settleGroup(row, parent, ['weight', 'grossWeight'], row.weightUnit, parent?.weightUnit ?? 'g');
  row.dimensionUnit = settleGroup(
    row,
    parent,
    ['width', 'height', 'depth'],
    row.dimensionUnit,
    parent?.dimensionUnit ?? 'mm',
  );
}

type MeasureField = 'weight' | 'grossWeight' | 'width' | 'height' | 'depth';

function settleGroup<U extends WeightUnit | DimensionUnit>(
  row: Measures,
  parent: Measures | null,
  fields: readonly MeasureField[],
  own: U | null,
  inherited: U,
): U | null {
  if (fields.every((field) => row[field] === null)) return null;
  const unit = own ?? inherited;
  for (const field of fields) {
    const value = parent?.[field] ?? null;
    if (row[field] === null && value !== null) row[field] = inUnit(value, inherited, unit);
  }
  return unit;
}
