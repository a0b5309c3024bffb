import type { Language } from '../../contract/index.ts';
import { localeOf, useText } from './text.ts';

export interface Formats {
  /** Decimal string → `1.234,50`, without the currency sign: columns of amounts stay calm. */
  money: (value: string) => string;
  /** Decimal string → `1.234,50 €`. */
  moneyWithCurrency: (value: string) => string;
  /** `€`, or the code of a currency without a sign. */
  currencySign: string;
  /** Decimal string → `1.234,5`. */
  quantity: (value: string) => string;
  /** Decimal string → `19 %`. */
  rate: (value: string) => string;
  int: (value: number) => string;
  /** ISO date → `24.12.2026`. */
  date: (iso: string) => string;
  /** ISO instant → `24.12.2026, 10:30`, in the reader's zone. */
  dateTime: (iso: string) => string;
  /** ISO instant → `vor 3 Minuten`. */
  ago: (iso: string, now?: number) => string;
  bytes: (size: number) => string;
  compare: (a: string, b: string) => number;
}

/** ISO 4217; `XXX` stands for none, until the session names the company's. */
let currency = 'XXX';
/** From now on amounts are shown in this currency. */
export const setCurrency = (code: string): void => {
  if (code === currency) return;
  currency = code;
  made.clear();
};

const made = new Map<Language, Formats>();
const isDecimal = (value: unknown): value is `${number}` => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);

/** Intl reads decimal strings exactly; anything else is shown as it came rather than as NaN. */
const decimalWith = (format: Intl.NumberFormat) => (value: string) =>
  isDecimal(value) ? format.format(value) : String(value);

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

export function formatsOf(language: Language): Formats {
  const known = made.get(language);
  if (known) return known;
  const locale = localeOf(language);
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const rate = decimalWith(number({ maximumFractionDigits: 4 }));
  const int = number({ maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(
    locale,
    language === 'de'
      ? { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }
      : { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  );
  const dateTime = new Intl.DateTimeFormat(
    locale,
    language === 'de'
      ? { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' }
      : { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  );
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const collator = new Intl.Collator(locale, { numeric: true });
  const instant = (iso: string, show: (time: Date) => string) => {
    const time = new Date(iso);
    return Number.isNaN(time.getTime()) ? iso : show(time);
  };
  const formats: Formats = {
    money: decimalWith(number({ minimumFractionDigits: 2, maximumFractionDigits: 4 })),
    moneyWithCurrency: decimalWith(
      number({ style: 'currency', currency, minimumFractionDigits: 2, maximumFractionDigits: 4 }),
    ),
    currencySign:
      number({ style: 'currency', currency })
        .formatToParts(0)
        .find((part) => part.type === 'currency')?.value ?? currency,
    quantity: decimalWith(number({ maximumFractionDigits: 6 })),
    rate: (value) => `${rate(value)}\u00a0%`,
    int: (value) => int.format(value),
    date: (iso) => instant(iso.slice(0, 10), (day) => date.format(day)),
    dateTime: (iso) => instant(iso, (time) => dateTime.format(time)),
    ago: (iso, now = Date.now()) =>
      instant(iso, (time) => {
        const seconds = Math.round((time.getTime() - now) / 1000);
        const [unit, length] = steps.find(([, least]) => Math.abs(seconds) >= least) ?? ['second', 1];
        if (unit === 'day' && Math.abs(seconds) > 30 * 86_400) return dateTime.format(time);
        return relative.format(Math.round(seconds / length), unit);
      }),
    bytes: (size) =>
      size < 1024
        ? `${int.format(size)} B`
        : size < 1_048_576
          ? `${int.format(Math.round(size / 1024))} kB`
          : `${number({ maximumFractionDigits: 1 }).format(size / 1_048_576)} MB`,
    compare: collator.compare,
  };
  made.set(language, formats);
  return formats;
}

export function useFormats(): Formats {
  const { language } = useText();
  return formatsOf(language);
}
