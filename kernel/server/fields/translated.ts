import { z } from 'zod';
import { hasLines, type Language, languages, type Translated, translate } from '#kernel/contract/index.ts';
import type { Cell } from '../db/engine.ts';
import { type FieldCodec, refuse } from './codec.ts';
import { textSchema } from './text.ts';

const perLanguage = <T>(value: (language: Language) => T) =>
  Object.fromEntries(languages.map((language) => [language, value(language)])) as Record<Language, T>;

export const translated: FieldCodec = {
  columns: (spec) =>
    Object.fromEntries(
      languages.map((language) => [
        `_${language}`,
        spec.max && spec.max > 2000 ? { type: 'longText' } : { type: 'text', max: spec.max ?? 200 },
      ]),
    ),
  accepts: (spec) => {
    const one = textSchema({ ...spec, required: false }, hasLines(spec))
      .nullable()
      .default(null);
    return z.strictObject(perLanguage(() => one)).transform((value, ctx) => {
      const filled = languages.some((language) => value[language] !== null);
      if (!filled) return spec.required ? refuse(ctx, 'required') : null;
      return value;
    });
  },
  shows: () => z.object(perLanguage(() => z.string().nullable())),
  load: (cells) => {
    // Read for every row of every list, hence the plain loop.
    const value: Record<string, Cell> = {};
    let filled = false;
    for (let index = 0; index < languages.length; index++) {
      const cell = cells[index] ?? null;
      if (cell !== null) filled = true;
      value[languages[index] as Language] = cell;
    }
    return filled ? value : null;
  },
  store: (value) => languages.map((language) => (value as Translated | null)?.[language] ?? null),
  parseText: (text) => perLanguage((language) => (language === languages[0] ? text : null)),
  toText: (value, language) => translate(value as Translated | null, language),
  operators: ['contains', 'empty'],
};
