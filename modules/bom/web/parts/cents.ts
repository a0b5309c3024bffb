import { formatDecimal, parseDecimal, roundToCents } from '#kernel/contract/index.ts';

/** An amount on the wire, rounded to cents: a sum is read, only the price of a piece is computed with. */
export function cents(amount: string): string {
  const value = parseDecimal(amount, 'money');
  return value === null ? amount : formatDecimal(roundToCents(value), 'money');
}
