import { type DecimalKind, scales } from '#kernel/contract/index.ts';

/**
 * A JSON float as the scaled integer it was meant to be, rounded half away from zero; null when it is no number or
 * leaves the exact range. A double holds 15 decimal digits for certain, what stands behind them is noise of its
 * binary form: 8.149999999999999 was entered as 8.15.
 */
export function exactDecimal(value: number, kind: DecimalKind): number | null {
  const text = Math.abs(value) < 1e-6 ? value.toFixed(15) : value.toPrecision(15);
  // What is no number, or too large to be written without an exponent, does not match.
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const scale = scales[kind];
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const scaled = Number(kept + ((fraction[scale] ?? '0') >= '5' ? 1n : 0n));
  if (!Number.isSafeInteger(scaled)) return null;
  return sign && scaled !== 0 ? -scaled : scaled;
}
