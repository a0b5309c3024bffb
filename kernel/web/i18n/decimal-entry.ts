import type { Language } from '../../contract/index.ts';

const separators: Record<Language, { decimal: string; group: string }> = {
  de: { decimal: ',', group: '.' },
  en: { decimal: '.', group: ',' },
};

/**
 * What somebody typed as a number → canonical decimal string (`"-1234.5"`), or null when it is none.
 * `1.234,5`, `1234,5` and `1234.5` all work in either language; a single separator followed by exactly three digits
 * is read as the language writes thousands.
 */
export function parseDecimalEntry(typed: string, language: Language): string | null {
  const text = typed
    .replace(/[\s\u00a0\u202f'’_]/g, '')
    .replace(/^[€$£]|[€$£%]$/g, '')
    .replace(/[−–]/g, '-');
  const match = /^([+-]?)([\d.,]*\d[\d.,]*)$/.exec(text);
  if (!match) return null;
  const digits = match[2] ?? '';
  const decimalAt = decimalPosition(digits, language);
  const whole = ungroup(decimalAt < 0 ? digits : digits.slice(0, decimalAt));
  const fraction = decimalAt < 0 ? '' : digits.slice(decimalAt + 1);
  if (whole === null || !/^\d*$/.test(fraction)) return null;
  const canonical = `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction ? `.${fraction}` : ''}`;
  return match[1] === '-' && /[1-9]/.test(canonical) ? `-${canonical}` : canonical;
}

/** `1.234.567` → `1234567`; null when the separators do not stand at the thousands. */
function ungroup(whole: string): string | null {
  if (/^\d*$/.test(whole)) return whole;
  return /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(whole) ? whole.replace(/[.,]/g, '') : null;
}

/** Index of the decimal separator in a run of digits and separators, -1 when there is none. */
function decimalPosition(digits: string, language: Language): number {
  const { decimal, group } = separators[language];
  const last = Math.max(digits.lastIndexOf(decimal), digits.lastIndexOf(group));
  if (last < 0) return -1;
  const separator = digits.charAt(last);
  const isMixed = digits.includes(decimal) && digits.includes(group);
  const isOnly = digits.indexOf(separator) === last;
  if (isMixed) return last;
  if (!isOnly) return -1;
  if (separator === decimal) return last;
  // `1.234` is how this language writes a thousand and more; `1.5`, `0.125` and `1234.567` cannot be that.
  return ungroup(digits) === null ? last : -1;
}

/** Canonical decimal string → what an input shows: the language's decimal separator, no grouping. */
export function decimalForEntry(canonical: string, language: Language): string {
  return canonical.replace('.', separators[language].decimal);
}
