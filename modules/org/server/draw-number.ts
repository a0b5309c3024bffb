import type { Ctx } from '#kernel/server/ctx.ts';
import { NumberToDraw } from '#kernel/server/sequence.ts';

const patternParts = /^([^#]*)(#+)([^#]*)$/;

export const isNumberPattern = (pattern: string): boolean =>
  patternParts.test(pattern) && !/[{}]/.test(pattern.replace('{year}', ''));

/** `{year}-#####`, 42, 2026 → `2026-00042`; more digits than marks are not cut. */
export function formatNumber(pattern: string, n: number, year: string): string {
  const [, before = '', marks = '#', after = ''] = patternParts.exec(pattern) ?? [];
  return `${before}${String(n).padStart(marks.length, '0')}${after}`.replace('{year}', year);
}

/**
 * The next number of a series, to be put into a text field: it is drawn when the record is saved, dense and in posting
 * order. Until then a {@link NumberToDraw} stands in its place, so the value cannot be read or compared.
 * @param day business date that decides the year, ISO.
 */
export async function nextNumber(ctx: Ctx, series: string, day: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('org_number_series')
    .select('pattern')
    .where('code', '=', series)
    .executeTakeFirst();
  if (!row) throw new Error(`number series ${series} does not exist`);
  const pattern = String(row.pattern);
  const year = day.slice(0, 4);
  const number = new NumberToDraw(series, pattern.includes('{year}') ? year : '', (n) =>
    formatNumber(pattern, n, year),
  );
  return number as unknown as string;
}
