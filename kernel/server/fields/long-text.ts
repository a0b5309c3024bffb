import { z } from 'zod';
import type { FieldCodec } from './codec.ts';
import { textSchema } from './text.ts';

export const longText: FieldCodec = {
  columns: () => ({ '': { type: 'longText' } }),
  accepts: (spec) => textSchema({ ...spec, max: spec.max ?? 20_000 }, true),
  shows: () => z.string(),
  operators: ['contains', 'empty'],
};
