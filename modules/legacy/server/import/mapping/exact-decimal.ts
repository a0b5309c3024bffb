import { type DecimalKind, scales } from '#kernel/contract/index.ts';

/**
 * A JSON float as the scaled integer it was meant to be, rounded half away from zero; null when it is no number or
 * leaves the exact range. A double holds 15 decimal digits for certain, what stands behind them is noise of its
 * binary form: 8.149999999999999 was entered as 8.15.
 */
export function exactDecimal(value: number, kind: DecimalKind): number | null {
  if (!Number.isFinite(value) || Math.abs(value) >= 1e15) return null;
  const digits = Number(value.toPrecision(15));
  const text = Math.abs(digits) < 1e-6 ? digits.toFixed(15) : digits.toPrecision(15);
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const scale = scales[kind];
  const kept = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  const scaled = Number(kept + ((fraction[scale] ?? '0') >= '5' ? 1n : 0n));
  if (!Number.isSafeInteger(scaled)) return null;
  return sign && scaled !== 0 ? -scaled : scaled;
}
