import { z } from 'zod';
import type { FieldSpec } from '#kernel/contract/index.ts';
import { equality, type FieldCodec, refuse } from './codec.ts';

export const choice: FieldCodec = {
  columns: () => ({ '': { type: 'text', max: 60 } }),
  accepts: (spec: FieldSpec) =>
    z
      .string()
      .transform((value, ctx) =>
        spec.values?.includes(value) ? value : refuse(ctx, 'notAChoice', { choices: spec.values?.join(', ') ?? '' }),
      ),
  shows: (spec) => z.enum((spec.values ?? []) as [string, ...string[]]),
  operators: equality,
  parseFilter: (text) => text,
};
