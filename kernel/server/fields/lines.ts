import { z } from 'zod';
import type { Fields } from '#kernel/contract/index.ts';
import { codecOf, type FieldCodec } from './codec.ts';
import { objectSchema } from './object-schema.ts';

/** Most lines of one record; more is a mistake of the sender, not a document. */
const mostLines = 5000;

/** Lines live in a table of their own; here is only their shape. */
export const lines: FieldCodec = {
  columns: () => ({}),
  accepts: (spec) =>
    // A line with an id says only what changes; what a new line lacks is found by the write path once both are merged.
    z
      .array(objectSchema(spec.fields ?? {}, { partial: true, extra: { id: z.int().positive().optional() } }))
      .max(mostLines),
  shows: (spec) => z.array(z.object({ id: z.int(), ...shape(spec.fields ?? {}) })),
  operators: [],
};

const shape = (fields: Fields) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, spec]) => [name, codecOf(spec).shows(spec).nullable().optional()]),
  );
