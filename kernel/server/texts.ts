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
  /** Further messages, as they are (no ICU syntax): names of what was added at run time, in place of those added before. */
  add(language: Language, messages: Readonly<Record<string, string>>): void;
}

interface Spoken {
  i18n: I18n;
  ids: Set<string>;
  added: Readonly<Record<string, string>>;
}

/** Reads `<folder>/<language>.po` of each folder. */
export function loadTexts(folders: readonly string[]): Texts {
  const byLanguage = new Map<Language, Spoken>();
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
      added: {},
    });
  }
  const of = (language: Language) => byLanguage.get(language);
  return {
    say: (language, id, params) => of(language)?.added[id] ?? of(language)?.i18n._(id, { ...params }) ?? id,
    has: (language, id) => of(language)?.ids.has(id) || id in (of(language)?.added ?? {}),
    add: (language, messages) => {
      const known = of(language);
      if (known) known.added = messages;
    },
    ids: (language) => [...(of(language)?.ids ?? [])],
  };
}
