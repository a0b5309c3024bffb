import { type Money, multiplyDivide, type Rate, roundToCents } from '#kernel/contract/index.ts';

const hundredPercent = 1_000_000;
const isWholeCents = (amount: Money): boolean => amount % 100 === 0;

/** A price in whole cents stays one; one finer than that (screws by the thousand) keeps its four decimals. */
const inGrainOf = (source: Money, result: Money): Money => (isWholeCents(source) ? roundToCents(result) : result);

/**
 * Net to gross or gross to net by a tax rate, in exact integers, rounded half away from zero. A net price keeps four
 * decimals, so that its gross is the cents it came from; a gross price has whole cents where the net one has.
 */
export function convertPrice(amount: Money, from: boolean, to: boolean, taxPercent: Rate): Money {
  if (from === to || taxPercent === 0) return amount;
  if (from) return multiplyDivide(amount, hundredPercent, hundredPercent + taxPercent);
  return inGrainOf(amount, multiplyDivide(amount, hundredPercent + taxPercent, hundredPercent));
}

/** A price less a discount, in whole cents where the price has whole cents. */
export const reducePrice = (amount: Money, discount: Rate): Money =>
  inGrainOf(amount, multiplyDivide(amount, hundredPercent - discount, hundredPercent));
