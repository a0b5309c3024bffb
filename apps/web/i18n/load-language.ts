import { type Messages, setupI18n } from '@lingui/core';
import { type Language, languages } from '#kernel/contract/index.ts';
import { setApiLanguage } from '#kernel/web/api/request.ts';
import { readStored, writeStored } from '#kernel/web/stored.ts';

export const i18n = setupI18n();

const catalogues: Record<Language, () => Promise<{ default: Messages }>> = {
  de: () => import('./catalogue-de.ts'),
  en: () => import('./catalogue-en.ts'),
};

/** Makes `language` that of the page, of the server's sentences, and of the next visit. Fetches its messages once. */
export async function activateLanguage(language: Language): Promise<void> {
  if (i18n.locale === language) return;
  const { default: messages } = await catalogues[language]();
  i18n.loadAndActivate({ locale: language, messages });
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
