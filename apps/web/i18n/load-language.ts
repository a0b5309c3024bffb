import { type Messages, setupI18n } from '@lingui/core';
import { type Language, languages } from '#kernel/contract/index.ts';
import { setApiLanguage } from '#kernel/web/api/request.ts';
import { setTextLoader } from '#kernel/web/lazy.tsx';
import { readStored, writeStored } from '#kernel/web/stored.ts';

export const i18n = setupI18n();

type Load = () => Promise<{ default: Messages }>;

const catalogues: Record<Language, { first: Load; further: Load }> = {
  de: { first: () => import('./catalogue-de.ts'), further: () => import('./further-de.ts') },
  en: { first: () => import('./catalogue-en.ts'), further: () => import('./further-en.ts') },
};
/** Names of what was added at run time, by language. */
let added: Partial<Record<Language, Readonly<Record<string, string>>>> = {};
/** Something on the page needs more messages than every list does. */
let wantsAll = false;

/** Resolves once all messages of the language in use are there. */
async function loadFurther(): Promise<void> {
  wantsAll = true;
  const language = languages.find((one) => one === i18n.locale);
  if (!language) return;
  const { default: messages } = await catalogues[language].further();
  i18n.load(language, messages);
}
setTextLoader(loadFurther);

/** Labels of fields that this firm has added, under the ids that declared fields have. */
export function addMessages(messages: Record<Language, Readonly<Record<string, string>>>): void {
  added = messages;
  const language = languages.find((one) => one === i18n.locale);
  if (language) i18n.load(language, plain(messages[language]));
}

/** Users' own words mean what they say: as compiled messages, so that a brace in them is no argument. */
const plain = (messages: Readonly<Record<string, string>> = {}): Messages =>
  Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, [text]]));

/** Makes `language` that of the page, of the server's sentences, and of the next visit. Fetches its messages once. */
export async function activateLanguage(language: Language): Promise<void> {
  if (i18n.locale === language) return;
  const { first, further } = catalogues[language];
  const parts = await Promise.all([first(), ...(wantsAll ? [further()] : [])]);
  i18n.loadAndActivate({
    locale: language,
    messages: Object.assign({}, ...parts.map((part) => part.default), plain(added[language])),
  });
  setApiLanguage(language);
  document.documentElement.lang = language;
  writeStored('language', language);
}

/** The language for somebody whose URL names none: the last one used here, else the browser's, else German. */
export function preferredLanguage(): Language {
  const wanted = [readStored<string>('language', ''), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return (
    languages.find((language) => wanted.find((one) => (languages as readonly string[]).includes(one)) === language) ??
    languages[0]
  );
}
