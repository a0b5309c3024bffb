import { type Money, multiplyDivide, type Rate } from '#kernel/contract/index.ts';
import type { Rounding } from '../../contract/index.ts';

export interface Rule {
  rule: 'percent' | 'amount' | 'set';
  percent: Rate | null;
  amount: Money | null;
  rounding: Rounding;
}

const hundredPercent = 1_000_000;
const euro = 10_000;
const cent = 100;
const nearest = (value: Money, step: Money): Money => multiplyDivide(value, 1, step) * step;

const rounders: Record<Rounding, (value: Money) => Money> = {
  none: (value) => value,
  cent: (value) => nearest(value, cent),
  fiveCents: (value) => nearest(value, 5 * cent),
  tenCents: (value) => nearest(value, 10 * cent),
  // The nearest price that ends in 99; never less than 0.99, so that nothing becomes free.
  ninetyNine: (value) => Math.max(euro, nearest(value + cent, euro)) - cent,
};

/** The new price; null where there is none to change. Never below zero. */
export function applyRule(before: Money | null, { rule, percent, amount, rounding }: Rule): Money | null {
  if (rule !== 'set' && before === null) return null;
  const changed =
    rule === 'set'
      ? (amount ?? 0)
      : rule === 'amount'
        ? (before ?? 0) + (amount ?? 0)
        : multiplyDivide(before ?? 0, hundredPercent + (percent ?? 0), hundredPercent);
  return Math.max(0, rounders[rounding](Math.max(0, changed)));
}
