import { z } from 'zod';
import type { FieldCodec } from './codec.ts';

const words: Record<string, boolean> = {
  true: true,
  yes: true,
  ja: true,
  '1': true,
  x: true,
  // Excel's own words, in a CSV of a German one.
  wahr: true,
  falsch: false,
  false: false,
  no: false,
  nein: false,
  '0': false,
};

export const bool: FieldCodec = {
  columns: () => ({ '': { type: 'bool' } }),
  accepts: () => z.boolean(),
  shows: () => z.boolean(),
  load: ([cell]) => cell === 1,
  store: (value) => [value ? 1 : 0],
  parseText: (text) => words[text.toLowerCase()] ?? text,
  toText: (value) => (value ? 'true' : 'false'),
  operators: ['eq'],
  parseFilter: (text) => (text === 'true' ? 1 : text === 'false' ? 0 : undefined),
};
