import type { Language } from '../../contract/index.ts';

const pad = (value: number) => String(value).padStart(2, '0');

/** ISO date of a local day. */
export const isoDate = (day: Date): string => `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;

/** The ISO date of year, month (1–12) and day, or null when there is no such day. */
function validDate(year: number, month: number, day: number): string | null {
  const date = new Date(year, month - 1, day);
  return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day ? isoDate(date) : null;
}

const fullYear = (text: string | undefined, today: Date): number => {
  if (!text) return today.getFullYear();
  return text.length <= 2 ? 2000 + Number(text) : Number(text);
};

/**
 * What somebody typed as a date → ISO date, or null. Takes `24.12.2026`, `24.12.`, `24/12/26`, `2412`, `241226`,
 * `2026-12-24`, `heute`/`today`/`h`/`t`, and `+7`/`-1` days from today. Day comes before month in both languages.
 */
export function parseDateEntry(typed: string, _language: Language, today: Date): string | null {
  const text = typed.trim().toLowerCase();
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso) return validDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (['heute', 'today', 'h', 't', '.'].includes(text)) return isoDate(today);
  const relative = /^([+-])(\d{1,3})$/.exec(text);
  if (relative) {
    const days = Number(relative[2]) * (relative[1] === '-' ? -1 : 1);
    return isoDate(new Date(today.getFullYear(), today.getMonth(), today.getDate() + days));
  }
  const parts = /^(\d{1,2})[./\s-](\d{1,2})(?:[./\s-](\d{4}|\d{2})?)?$/.exec(text);
  if (parts) return validDate(fullYear(parts[3], today), Number(parts[2]), Number(parts[1]));
  const run = /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(text);
  if (run) return validDate(fullYear(run[3], today), Number(run[2]), Number(run[1]));
  return null;
}

/** ISO date → what an input shows: `24.12.2026` or `24/12/2026`. */
export function dateForEntry(iso: string, language: Language): string {
  const [year, month, day] = iso.split('-');
  return language === 'de' ? `${day}.${month}.${year}` : `${day}/${month}/${year}`;
}
