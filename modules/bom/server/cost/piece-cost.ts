import type { Fraction } from '#kernel/contract/fraction.ts';
import { fraction, over, plus, readFraction, times, writeFraction, zero } from '#kernel/contract/fraction.ts';
import type { Recipe } from '../structure/load-structure.ts';
import type { BomOperation, Part } from '../structure/read-rows.ts';

/** Cost of one piece (base unit) of a variant, exact, in ten-thousandths of the currency unit. */
export interface PieceCost {
  material: Fraction;
  operations: Fraction;
  /** Something in it has no purchase price. */
  isIncomplete: boolean;
}

const quantityUnit = fraction(1_000_000);
const minutesOfHour = fraction(60);

/** What one execution of an operation costs: its minutes at the hourly rate, and what it costs beside. */
export function operationCost({ costPerPiece, minutes, hourlyRate }: BomOperation): Fraction {
  const time = over(times(fraction(minutes ?? 0), fraction(hourlyRate ?? 0)), times(minutesOfHour, quantityUnit));
  return plus(time, fraction(costPerPiece ?? 0));
}

/** What is bought costs its purchase price. */
export const boughtCost = ({ purchasePrice }: Pick<Part, 'purchasePrice'>): PieceCost => ({
  material: fraction(purchasePrice ?? 0),
  operations: zero,
  isIncomplete: purchasePrice === null,
});

/**
 * One level of the roll-up: what a batch takes, divided by what comes out of it. Scrap counts, fixed quantities count
 * once per batch; rounding multiples do not, since what is left over stays in stock. A by-product is worth its own cost.
 */
export function madeCost(recipe: Recipe, costOf: (variant: number) => PieceCost): PieceCost {
  let material = zero;
  let operations = zero;
  let isIncomplete = false;
  for (const { line, part, perBatch } of recipe.needs) {
    const cost = costOf(part.id);
    const share = over(line.kind === 'byProduct' ? { n: -perBatch.n, d: perBatch.d } : perBatch, recipe.output);
    material = plus(material, times(share, cost.material));
    operations = plus(operations, times(share, cost.operations));
    isIncomplete ||= cost.isIncomplete;
  }
  for (const operation of recipe.operations) {
    const amount = operationCost(operation);
    const perPiece = operation.isFixed ? over(times(amount, quantityUnit), recipe.output) : amount;
    operations = plus(operations, perPiece);
  }
  return { material, operations, isIncomplete };
}

export const writeExact = ({ material, operations }: PieceCost): string =>
  `${writeFraction(material)} ${writeFraction(operations)}`;

export function readExact(text: string, isIncomplete: boolean): PieceCost {
  const [material = '0', operations = '0'] = text.split(' ');
  return { material: readFraction(material), operations: readFraction(operations), isIncomplete };
}
