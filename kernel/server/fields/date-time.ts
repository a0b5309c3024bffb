import { z } from 'zod';
import { comparisons, type FieldCodec, refuse } from './codec.ts';

const instant = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;
const parse = (text: string) => {
  const value = instant.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
};

export const dateTime: FieldCodec = {
  columns: () => ({ '': { type: 'integer' } }),
  accepts: () => z.string().transform((text, ctx) => parse(text) ?? refuse(ctx, 'notADate')),
  shows: () => z.string(),
  toWire: (value) => (value === null ? null : new Date(value as number).toISOString()),
  toText: (value) => (value === null ? null : new Date(value as number).toISOString()),
  operators: comparisons,
  parseFilter: parse,
};
