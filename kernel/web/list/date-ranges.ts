import { isoDate } from '../i18n/date-entry.ts';

export interface DateRange {
  /** Message id below `web.range.`. */
  name: string;
  from: string;
  to: string;
}

/** The spans of time people ask lists for, around `today`. Weeks begin on Monday. */
export function dateRanges(today: Date): DateRange[] {
  const year = today.getFullYear();
  const month = today.getMonth();
  const day = today.getDate();
  const weekday = (today.getDay() + 6) % 7;
  const range = (name: string, from: Date, to: Date) => ({ name, from: isoDate(from), to: isoDate(to) });
  return [
    range('today', today, today),
    range('thisWeek', new Date(year, month, day - weekday), new Date(year, month, day - weekday + 6)),
    range('thisMonth', new Date(year, month, 1), new Date(year, month + 1, 0)),
    range('lastMonth', new Date(year, month - 1, 1), new Date(year, month, 0)),
    range('thisYear', new Date(year, 0, 1), new Date(year, 11, 31)),
    range('lastYear', new Date(year - 1, 0, 1), new Date(year - 1, 11, 31)),
  ];
}
