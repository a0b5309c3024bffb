import { kernelErrors } from './errors.ts';

/**
 * Money, quantities and rates are scaled integers in memory and in the database, decimal strings on the wire.
 * A JavaScript number holds them exactly up to 2^53; every operation here refuses what would not fit.
 */

/** Amount of money in ten-thousandths of the currency unit (1,00 € = 10 000). */
export type Money = number;
/** Quantity in millionths of the base unit (1 piece = 1 000 000). */
export type Quantity = number;
/** Percentage in ten-thousandths of a percent (19 % = 190 000). */
export type Rate = number;

export const scales = { money: 4, quantity: 6, rate: 4 } as const;
export type DecimalKind = keyof typeof scales;
/** Decimals that are always written out, so that 12.5 € reads 12.50. */
const leastDecimals: Record<DecimalKind, number> = { money: 2, quantity: 0, rate: 0 };

const decimalPattern = /^(-?)(\d{1,15})(?:\.(\d+))?$/;

/** `"12.5"` → 125 000 for money. `null` when the text is no decimal, has too many decimals or leaves the safe range. */
export function parseDecimal(text: string, kind: DecimalKind): number | null {
  const match = decimalPattern.exec(text);
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const scale = scales[kind];
  if (fraction.length > scale) return null;
  const value = Number(BigInt(whole + fraction.padEnd(scale, '0')));
  if (!Number.isSafeInteger(value)) return null;
  return sign && value !== 0 ? -value : value;
}

/** Whether it is a decimal, only beyond what can be held exactly: what {@link parseDecimal} refuses for this reason alone. */
export function isTooLarge(text: string, kind: DecimalKind): boolean {
  const match = /^\d{1,40}(?:\.(\d+))?$/.exec(text);
  return match !== null && (match[1] ?? '').length <= scales[kind] && parseDecimal(text, kind) === null;
}

/** 125 000 → `"12.50"` for money; the inverse of {@link parseDecimal}. */
export function formatDecimal(value: number, kind: DecimalKind): string {
  const scale = scales[kind];
  const digits = Math.abs(value)
    .toString()
    .padStart(scale + 1, '0');
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale).replace(/0+$/, '').padEnd(leastDecimals[kind], '0');
  return `${value < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** Asserts that a computed amount is still exact; throws 422 `kernel.amountTooLarge` otherwise (never a silently wrong amount). */
export function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw kernelErrors.amountTooLarge();
  return value;
}

/** a × b ÷ divisor, rounded half away from zero (design §3), computed without loss in between. */
export function multiplyDivide(a: number, b: number, divisor: number): number {
  const product = a * b;
  // The fast way holds as long as the product is exact; money × quantity leaves that range at 9 million €·pieces.
  if (Number.isSafeInteger(product)) {
    const magnitude = Math.abs(product);
    const rest = magnitude % divisor;
    const quotient = (magnitude - rest) / divisor + (rest * 2 >= divisor ? 1 : 0);
    return product < 0 ? -quotient : quotient;
  }
  const big = BigInt(a) * BigInt(b);
  const magnitude = big < 0n ? -big : big;
  const rounded = (magnitude * 2n + BigInt(divisor)) / (2n * BigInt(divisor));
  return exact(Number(big < 0n ? -rounded : rounded));
}

const quantityUnit = 10 ** scales.quantity;
const rateUnit = 100 * 10 ** scales.rate;
const centUnit = 10 ** (scales.money - 2);

/** Rounds to whole cents, half away from zero. */
export const roundToCents = (amount: Money): Money => multiplyDivide(amount, 1, centUnit) * centUnit;

/** Price per unit × quantity, rounded to whole cents (rounding per line, design §3). */
export const timesQuantity = (price: Money, quantity: Quantity): Money =>
  roundToCents(multiplyDivide(price, quantity, quantityUnit));

/** `rate` percent of `amount`, rounded to whole cents. */
export const percentOf = (amount: Money, rate: Rate): Money => roundToCents(multiplyDivide(amount, rate, rateUnit));

/** The tax contained in a gross amount: gross × rate ÷ (100 + rate), rounded to whole cents. */
export const taxContainedIn = (gross: Money, rate: Rate): Money =>
  roundToCents(multiplyDivide(gross, rate, rateUnit + rate));

export const sum = (amounts: Iterable<number>): number => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return exact(total);
};
