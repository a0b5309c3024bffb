import { z } from 'zod';
import { comparisons, type FieldCodec, refuse } from './codec.ts';

/** True for a day that exists: 2026-02-29 does not. */
export function isDate(text: string): boolean {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;

export const date: FieldCodec = {
  columns: () => ({ '': { type: 'text', max: 10 } }),
  accepts: () => z.string().transform((text, ctx) => (isDate(text) ? text : refuse(ctx, 'notADate'))),
  shows: () => z.string(),
  parseText: (text) => {
    const match = german.exec(text);
    return match ? `${match[3]}-${match[2]?.padStart(2, '0')}-${match[1]?.padStart(2, '0')}` : text;
  },
  operators: comparisons,
  parseFilter: (text) => (isDate(text) ? text : undefined),
};
