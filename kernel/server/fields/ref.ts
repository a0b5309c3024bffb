import { z } from 'zod';
import { tableName } from '../db/tables.ts';
import { equality, type FieldCodec } from './codec.ts';

const id = z.int().positive();

const plain: FieldCodec = {
  columns: (spec) => ({ '': { type: 'integer', references: tableName(spec.target ?? '') } }),
  accepts: () => id,
  shows: () => z.object({ id, title: z.string().nullable(), subtitle: z.string().nullish() }),
  // Titles are put in by the read path, which knows what the reader may see.
  parseText: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : text),
  operators: equality,
  parseFilter: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
};

/** Stored as 0 where there is none (`zeroWhenAbsent`). */
const zeroed: FieldCodec = {
  ...plain,
  columns: () => ({ '': { type: 'integer', required: true, default: 0 } }),
  absent: 0,
  load: ([cell]) => (cell === 0 ? null : cell),
  store: (value) => [(value as number | null) ?? 0],
};

export const ref: FieldCodec = { ...plain, for: ({ zeroWhenAbsent }) => (zeroWhenAbsent ? zeroed : plain) };
