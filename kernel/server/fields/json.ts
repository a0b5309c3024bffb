import { z } from 'zod';
import type { FieldCodec } from './codec.ts';

export const json: FieldCodec = {
  columns: () => ({ '': { type: 'json' } }),
  accepts: () => z.unknown(),
  shows: () => z.unknown(),
  load: ([cell]) => (cell === null || cell === undefined ? null : JSON.parse(String(cell))),
  store: (value) => [value === null || value === undefined ? null : JSON.stringify(value)],
  toText: (value) => (value === null ? null : JSON.stringify(value)),
  operators: [],
};
