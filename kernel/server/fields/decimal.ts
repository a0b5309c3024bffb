import { z } from 'zod';
import { type DecimalKind, formatDecimal, isTooLarge, parseDecimal, scales } from '#kernel/contract/index.ts';
import { comparisons, type FieldCodec, refuse } from './codec.ts';

/** `1.234,50` and `1,234.50` and `1234.5` as a spreadsheet may have them → `1234.50`; anything else unchanged, to be refused. */
export function normaliseDecimal(raw: string): string {
  const text = raw.trim().replace(/^\+/, '');
  const comma = text.lastIndexOf(',');
  const dot = text.lastIndexOf('.');
  if (comma > dot && /^-?(\d{1,3}(\.\d{3})+|\d+),\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (dot > comma && /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return text.replaceAll(',', '');
  return text;
}

/** Money, quantity and rate differ in their scale alone. */
export const decimalCodec = (kind: DecimalKind): FieldCodec => ({
  columns: () => ({ '': { type: 'integer' } }),
  accepts: (spec) =>
    z.string().transform((text, ctx) => {
      const value = parseDecimal(text, kind);
      const unit = 10 ** scales[kind];
      if (value === null)
        return isTooLarge(text, kind)
          ? refuse(ctx, 'tooLarge', { max: Math.floor(Number.MAX_SAFE_INTEGER / unit) })
          : refuse(ctx, 'notADecimal', { decimals: scales[kind] });
      if (spec.min !== undefined && value < spec.min * unit) return refuse(ctx, 'tooSmall', { min: spec.min });
      if (spec.max !== undefined && value > spec.max * unit) return refuse(ctx, 'tooLarge', { max: spec.max });
      return value;
    }),
  shows: () => z.string(),
  toWire: (value) => (value === null ? null : formatDecimal(value as number, kind)),
  parseText: normaliseDecimal,
  toText: (value) => (value === null ? null : (value as number) / 10 ** scales[kind]),
  operators: comparisons,
  parseFilter: (text) => parseDecimal(text, kind) ?? undefined,
});
