/** The languages Kontor speaks, the first one being the fallback of translated values. */
export const languages = ['de', 'en'] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = 'de';

/** A text per language; `null` where nobody has written one yet. */
export type Translated = Record<Language, string | null>;

export const isLanguage = (value: unknown): value is Language => languages.includes(value as Language);

/** The text in `language`, else in the first language that has one (PRD-I18: fallback), else `null`. */
export function translate(value: Translated | null | undefined, language: Language): string | null {
  if (!value) return null;
  return value[language] ?? languages.map((other) => value[other]).find((text) => text != null) ?? null;
}
