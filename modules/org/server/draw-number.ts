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
 * order. Until then a {@link NumberToDraw} stands in its place, so the value cannot be read or compared. Put into
 * several rows it is the same number in all of them; whoever needs one for each asks for {@link numbersOf}.
 * @param day business date that decides the year, ISO.
 */
export const nextNumber = async (ctx: Ctx, series: string, day: string): Promise<string> =>
  (await numbersOf(ctx, series, day))();

/** A source of numbers of a series: each call gives another one still to be drawn. One statement, however many. */
export async function numbersOf(ctx: Ctx, series: string, day: string): Promise<() => string> {
  const row = await ctx.db
    .selectFrom('org_number_series')
    .select('pattern')
    .where('code', '=', series)
    .executeTakeFirst();
  if (!row) throw new Error(`number series ${series} does not exist`);
  const pattern = String(row.pattern);
  const year = day.slice(0, 4);
  const period = pattern.includes('{year}') ? year : '';
  return () => new NumberToDraw(series, period, (n) => formatNumber(pattern, n, year)) as unknown as string;
}
