export type DocumentLanguage = 'de' | 'en';

const NBSP = '\u00a0';
const MINUS = '\u2212';
const SEPARATORS = { de: { group: '.', decimal: ',' }, en: { group: ',', decimal: '.' } } as const;
const SYMBOLS: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', CHF: 'CHF' };
const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Rounds a decimal string half away from zero; a float would turn 1.005 into 1.00. */
function roundDecimal(value: string, digits: number): { negative: boolean; whole: string; fraction: string } {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!match) throw new RangeError(`not a decimal: ${value}`);
  const [, sign = '', integer = '0', decimals = ''] = match;
  const kept = BigInt(integer + decimals.slice(0, digits).padEnd(digits, '0'));
  const rounded = (decimals[digits] ?? '0') >= '5' ? kept + 1n : kept;
  const text = rounded.toString().padStart(digits + 1, '0');
  const split = text.length - digits;
  return { negative: sign === '-' && rounded !== 0n, whole: text.slice(0, split), fraction: text.slice(split) };
}

/** `value` with at least `min` and at most `max` decimals. */
function formatDecimal(value: string, language: DocumentLanguage, min: number, max: number): string {
  const { negative, whole, fraction } = roundDecimal(value, max);
  const { group, decimal } = SEPARATORS[language];
  const trimmed = fraction.slice(0, min) + fraction.slice(min).replace(/0+$/, '');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
  return `${negative ? MINUS : ''}${grouped}${trimmed === '' ? '' : decimal + trimmed}`;
}

/** An amount without its currency: `1234.5` becomes `1.234,50` or `1,234.50`. */
export function formatAmount(value: string, language: DocumentLanguage): string {
  return formatDecimal(value, language, 2, 2);
}

/** A price per unit keeps what it has beyond the cent, up to 4 decimals: `0.0345` becomes `0,0345`. */
export function formatUnitPrice(value: string, language: DocumentLanguage): string {
  return formatDecimal(value, language, 2, 4);
}

/** An amount with its currency: `1.234,50 €` or `€1,234.50`; currencies without a sign keep their ISO code. */
export function formatMoney(value: string, language: DocumentLanguage, currency = 'EUR'): string {
  const amount = formatAmount(value, language);
  const symbol = SYMBOLS[currency] ?? currency;
  if (language === 'de') return `${amount}${NBSP}${symbol}`;
  if (symbol.length > 1) return `${symbol}${NBSP}${amount}`;
  return amount.startsWith(MINUS) ? `${MINUS}${symbol}${amount.slice(1)}` : `${symbol}${amount}`;
}

/** `12.500000` becomes `12,5`. */
export function formatQuantity(value: string, language: DocumentLanguage): string {
  return formatDecimal(value, language, 0, 6);
}

/** `19.00` becomes `19 %` or `19%`. */
export function formatPercent(value: string, language: DocumentLanguage): string {
  return formatDecimal(value, language, 0, 4) + (language === 'de' ? `${NBSP}%` : '%');
}

/** An ISO date becomes `24.12.2026` or `24 December 2026`. */
export function formatDate(date: string, language: DocumentLanguage): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const [, year = '', month = '', day = ''] = match ?? [];
  const monthName = ENGLISH_MONTHS[Number(month) - 1];
  if (!monthName) throw new RangeError(`not an ISO date: ${date}`);
  return language === 'de' ? `${day}.${month}.${year}` : `${Number(day)}${NBSP}${monthName}${NBSP}${year}`;
}

/** `DE89370400440532013000` becomes `DE89 3704 0044 0532 0130 00`. */
export function formatIban(iban: string): string {
  return iban.replaceAll(/\s/g, '').replaceAll(/(.{4})(?=.)/g, `$1${NBSP}`);
}
