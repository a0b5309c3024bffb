import { businessDate } from '#modules/org/server/index.ts';

interface Pattern {
  form: RegExp;
  /** Which group is the year, the month, the day. */
  order: readonly [year: number, month: number, day: number];
}

const patterns: readonly Pattern[] = [
  // What 4D's REST server writes: day!month!year, unpadded.
  { form: /^(\d{1,2})!(\d{1,2})!(\d{1,4})$/, order: [3, 2, 1] },
  { form: /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/, order: [3, 2, 1] },
  { form: /^(\d{4})(\d{2})(\d{2})$/, order: [1, 2, 3] },
  { form: /^(\d{4})-(\d{2})-(\d{2})$/, order: [1, 2, 3] },
];
const instant = /^\d{4}-\d{2}-\d{2}T/;
/** Two-digit years from here on lie in the last century. */
const firstOfLastCentury = 70;

/**
 * A date of the legacy system as ISO `2025-03-06`; null for an empty one (`0!0!0`), undefined for what is no date.
 * An instant counts as the day it was in the company's zone.
 */
export function parseLegacyDate(text: string): string | null | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || /^[0.!:\- ]+$/.test(trimmed)) return null;
  if (instant.test(trimmed)) {
    const at = Date.parse(trimmed);
    return Number.isNaN(at) ? undefined : businessDate(at);
  }
  for (const { form, order } of patterns) {
    const match = form.exec(trimmed);
    if (match) return calendarDay(...(order.map((group) => match[group] ?? '') as [string, string, string]));
  }
  return undefined;
}

function calendarDay(year: string, month: string, day: string): string | undefined {
  const full = year.length === 2 ? `${Number(year) >= firstOfLastCentury ? '19' : '20'}${year}` : year.padStart(4, '0');
  const iso = `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  // 31!2!2025 would roll over into March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}
