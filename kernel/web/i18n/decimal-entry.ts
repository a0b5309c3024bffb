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
  const whole = (decimalAt < 0 ? digits : digits.slice(0, decimalAt)).replace(/[.,]/g, '');
  const fraction = decimalAt < 0 ? '' : digits.slice(decimalAt + 1);
  if (/[.,]/.test(fraction)) return null;
  const canonical = `${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction ? `.${fraction}` : ''}`;
  return match[1] === '-' && /[1-9]/.test(canonical) ? `-${canonical}` : canonical;
}

/** Index of the decimal separator in a run of digits and separators, -1 when there is none. */
function decimalPosition(digits: string, language: Language): number {
  const { decimal, group } = separators[language];
  const lastDecimal = digits.lastIndexOf(decimal);
  const lastGroup = digits.lastIndexOf(group);
  if (lastDecimal >= 0 && lastGroup >= 0) return Math.max(lastDecimal, lastGroup);
  const separator = lastDecimal >= 0 ? decimal : group;
  const last = Math.max(lastDecimal, lastGroup);
  if (last < 0) return -1;
  if (digits.indexOf(separator) !== last) return -1;
  if (separator === decimal) return last;
  // `1.234` is written as thousands in this language, `1.5` cannot be.
  return digits.length - last - 1 === 3 && last > 0 && last <= 3 ? -1 : last;
}

/** Canonical decimal string → what an input shows: the language's decimal separator, no grouping. */
export function decimalForEntry(canonical: string, language: Language): string {
  return canonical.replace('.', separators[language].decimal);
}
