import { z } from 'zod';
import { comparisons, type FieldCodec, refuse } from './codec.ts';

const parse = (text: string) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined);

export const int: FieldCodec = {
  columns: () => ({ '': { type: 'integer' } }),
  accepts: (spec) =>
    z.int().transform((value, ctx) => {
      if (spec.min !== undefined && value < spec.min) return refuse(ctx, 'tooSmall', { min: spec.min });
      if (spec.max !== undefined && value > spec.max) return refuse(ctx, 'tooLarge', { max: spec.max });
      return value;
    }),
  shows: () => z.int(),
  parseText: (text) => parse(text) ?? text,
  toText: (value) => value as number | null,
  operators: comparisons,
  parseFilter: parse,
};
