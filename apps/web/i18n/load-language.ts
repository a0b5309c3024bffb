import { type Messages, setupI18n } from '@lingui/core';
import { type Language, languages } from '#kernel/contract/index.ts';
import { setApiLanguage } from '#kernel/web/api/request.ts';
import { setTextLoader } from '#kernel/web/lazy.tsx';
import { readStored, writeStored } from '#kernel/web/stored.ts';

export const i18n = setupI18n();

/** Everything that is said in one language, by when it is needed. */
export interface Catalogue {
  /** On every page. */
  frame: Messages;
  /** What the derived lists of a module say. */
  lists: (module: string) => Promise<Messages>;
  /** All beside the frame, those lists included. */
  further: () => Promise<Messages>;
}

const catalogues: Record<Language, () => Promise<{ catalogue: Catalogue }>> = {
  de: () => import('./catalogue-de.ts'),
  en: () => import('./catalogue-en.ts'),
};

/** Names of what was added at run time, by language. */
let added: Partial<Record<Language, Readonly<Record<string, string>>>> = {};
/** What the pages of this visit need beside the frame: names of modules whose lists they show, or everything. */
const wanted = new Set<string>();
const everything = 'further';
/** Which of that is there, and on its way, by language. */
const there = new Set<string>();
const coming = new Map<string, Promise<void>>();

const keyOf = (language: Language, part: string) => `${language} ${part}`;

const fetchPart = ({ lists, further }: Catalogue, part: string) => (part === everything ? further() : lists(part));

/** Undefined when the part is there in the language in use; else a promise, the same one for whoever asks meanwhile. */
function need(part: string): Promise<void> | undefined {
  wanted.add(part);
  const language = languages.find((one) => one === i18n.locale);
  if (!language || there.has(keyOf(language, part)) || there.has(keyOf(language, everything))) return;
  const key = keyOf(language, part);
  const known = coming.get(key);
  if (known !== undefined) return known;
  const promise = catalogues[language]()
    .then(({ catalogue }) => fetchPart(catalogue, part))
    .then((messages) => {
      i18n.load(language, messages);
      there.add(key);
    })
    // What could not be fetched is asked for again by who needs it next.
    .finally(() => coming.delete(key));
  coming.set(key, promise);
  return promise;
}
setTextLoader({ lists: need, further: () => need(everything) });

/** Labels of fields that this firm has added, under the ids that declared fields have. */
export function addMessages(messages: Record<Language, Readonly<Record<string, string>>>): void {
  added = messages;
  const language = languages.find((one) => one === i18n.locale);
  if (language) i18n.load(language, plain(messages[language]));
}

/** Users' own words mean what they say: as compiled messages, so that a brace in them is no argument. */
const plain = (messages: Readonly<Record<string, string>> = {}): Messages =>
  Object.fromEntries(Object.entries(messages).map(([id, text]) => [id, [text]]));

/** Makes `language` that of the page, of the server's sentences, and of the next visit; undefined when it is that already. */
export const activateLanguage = (language: Language): Promise<void> | undefined =>
  i18n.locale === language ? undefined : fetchAndActivate(language);

async function fetchAndActivate(language: Language): Promise<void> {
  const parts = wanted.has(everything) ? [everything] : [...wanted];
  const { catalogue } = await catalogues[language]();
  const fetched = await Promise.all(parts.map((part) => fetchPart(catalogue, part)));
  const messages = Object.assign({}, catalogue.frame, ...fetched, plain(added[language]));
  i18n.loadAndActivate({ locale: language, messages });
  for (const part of parts) there.add(keyOf(language, part));
  // What has been asked for meanwhile was asked for in the language before.
  for (const part of wanted) need(part)?.catch(() => undefined);
  setApiLanguage(language);
  document.documentElement.lang = language;
  writeStored('language', language);
}

/** The language for somebody whose URL names none: the last one used here, else the browser's, else German. */
export function preferredLanguage(): Language {
  const preferred = [readStored<string>('language', ''), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return (
    languages.find(
      (language) => preferred.find((one) => (languages as readonly string[]).includes(one)) === language,
    ) ?? languages[0]
  );
}
