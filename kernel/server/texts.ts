import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type I18n, setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { type ErrorParams, type Language, languages } from '#kernel/contract/index.ts';

interface PoItem {
  msgid: string;
  msgstr: string[];
}
const po = createRequire(import.meta.url)('pofile') as { parse(text: string): { items: PoItem[] } };

/** Sentences and labels by id, from the same PO files that the web uses. */
export interface Texts {
  /** The message in `language`; the id itself when there is none. */
  say(language: Language, id: string, params?: ErrorParams): string;
  has(language: Language, id: string): boolean;
  ids(language: Language): string[];
}

/** Reads `<folder>/<language>.po` of each folder. */
export function loadTexts(folders: readonly string[]): Texts {
  const byLanguage = new Map<Language, { i18n: I18n; ids: Set<string> }>();
  for (const language of languages) {
    const messages: Record<string, ReturnType<typeof compileMessage>> = {};
    for (const folder of folders) {
      for (const { msgid, msgstr } of po.parse(readFileSync(`${folder}/${language}.po`, 'utf8')).items) {
        if (msgstr[0]) messages[msgid] = compileMessage(msgstr[0]);
      }
    }
    byLanguage.set(language, {
      i18n: setupI18n({ locale: language, messages: { [language]: messages } }),
      ids: new Set(Object.keys(messages)),
    });
  }
  const of = (language: Language) => byLanguage.get(language);
  return {
    say: (language, id, params) => of(language)?.i18n._(id, { ...params }) ?? id,
    has: (language, id) => of(language)?.ids.has(id) ?? false,
    ids: (language) => [...(of(language)?.ids ?? [])],
  };
}
