import { z } from 'zod';
import { tableName } from '../db/tables.ts';
import { equality, type FieldCodec } from './codec.ts';

const id = z.int().positive();

export const ref: FieldCodec = {
  columns: (spec) => ({ '': { type: 'integer', references: tableName(spec.target ?? '') } }),
  accepts: () => id,
  shows: () => z.object({ id, title: z.string().nullable(), subtitle: z.string().nullish() }),
  // Titles are put in by the read path, which knows what the reader may see.
  parseText: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : text),
  operators: equality,
  parseFilter: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
};
