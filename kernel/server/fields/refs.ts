import { z } from 'zod';
import type { FieldCodec } from './codec.ts';
import { ref } from './ref.ts';

export const refs: FieldCodec = {
  columns: () => ({}),
  accepts: (spec) =>
    z
      .array(ref.accepts(spec))
      .max(1000)
      .transform((ids) => [...new Set(ids as number[])]),
  shows: (spec) => z.array(ref.shows(spec)),
  parseText: (text) =>
    text
      .split(',')
      .filter(Boolean)
      .map((part) => ref.parseText?.(part.trim())),
  operators: [],
};
