import { useMemo } from 'react';
import { localeOf, useText } from '#kernel/web/i18n/text.ts';

export interface DayName {
  iso: string;
  weekday: string;
  /** Day and month, short. */
  day: string;
  isWeekend: boolean;
}

/** Business dates as heads of narrow columns. */
export function useDayNames(days: readonly string[]): DayName[] {
  const { language } = useText();
  return useMemo(() => {
    const locale = localeOf(language);
    const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' });
    return days.map((iso) => {
      const date = new Date(iso);
      return {
        iso,
        weekday: weekday.format(date),
        day: day.format(date),
        isWeekend: date.getUTCDay() === 0 || date.getUTCDay() === 6,
      };
    });
  }, [days, language]);
}
