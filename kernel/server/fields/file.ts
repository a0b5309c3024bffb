import { z } from 'zod';
import type { FieldCodec } from './codec.ts';

export const file: FieldCodec = {
  columns: () => ({ '': { type: 'integer', references: 'kernel_file' } }),
  accepts: () => z.int().positive(),
  shows: () => z.object({ id: z.int(), name: z.string(), mediaType: z.string(), size: z.int(), sha256: z.string() }),
  operators: ['empty'],
};
