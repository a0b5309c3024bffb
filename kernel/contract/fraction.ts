import { exact } from './decimal.ts';

/**
 * An exact ratio of whole numbers, the divisor positive. Quantities and costs stay exact until the very end. It is
 * reduced only once it has grown long: to reduce after each step would cost more than the steps.
 */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

const long = 10n ** 40n;

function divisorOf(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function reduced({ n, d }: Fraction): Fraction {
  if (d === 1n) return { n, d };
  const divisor = divisorOf(n, d);
  return { n: n / divisor, d: d / divisor };
}

const kept = (n: bigint, d: bigint): Fraction => (d > long ? reduced({ n, d }) : { n, d });

/** `fraction(3, 4)`: three quarters. The divisor is positive. */
export const fraction = (n: number | bigint, d: number | bigint = 1n): Fraction =>
  reduced({ n: BigInt(n), d: BigInt(d) });
export const zero = fraction(0);
export const one = fraction(1);

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? kept(a.n + b.n, a.d) : kept(a.n * b.d + b.n * a.d, a.d * b.d);
export const times = (a: Fraction, b: Fraction): Fraction => kept(a.n * b.n, a.d * b.d);
/** Throws RangeError for a divisor of zero. */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new RangeError('division by zero');
  const sign = b.n < 0n ? -1n : 1n;
  return kept(a.n * b.d * sign, a.d * b.n * sign);
}
export const negative = (a: Fraction): Fraction => ({ n: -a.n, d: a.d });
export const isSame = (a: Fraction, b: Fraction): boolean => a.n * b.d === b.n * a.d;

/** The smallest multiple of `step` that is not below `a`; both positive. */
export function ceilTo(a: Fraction, step: Fraction): Fraction {
  const { n, d } = over(a, step);
  return times(fraction((n + d - 1n) / d), step);
}

/** Nearest whole number, half away from zero; throws RangeError beyond what a number holds exactly. */
export function rounded({ n, d }: Fraction): number {
  const magnitude = ((n < 0n ? -n : n) * 2n + d) / (2n * d);
  return exact(Number(n < 0n ? -magnitude : magnitude));
}

export function writeFraction(value: Fraction): string {
  const { n, d } = reduced(value);
  return d === 1n ? String(n) : `${n}/${d}`;
}
export function readFraction(text: string): Fraction {
  const [n = '0', d = '1'] = text.split('/');
  return { n: BigInt(n), d: BigInt(d) };
}
