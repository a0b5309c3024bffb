import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { defaultLanguage, isLanguage, type Language } from '../../contract/index.ts';
import { furtherTexts } from '../lazy.tsx';

export type TextValues = Record<string, string | number | boolean | null | undefined>;

export interface Text {
  /** The message `id` in the reader's language; ICU arguments by name. */
  t: (id: string, values?: TextValues) => string;
  /** The first of `ids` that has a message, else the last part of the last id, so that nothing ever reads empty. */
  first: (ids: readonly string[], values?: TextValues) => string;
  has: (id: string) => boolean;
  language: Language;
  /** BCP 47 tag for Intl. */
  locale: string;
}

export const localeOf = (language: Language): string => (language === 'de' ? 'de-DE' : 'en-GB');

const made = new WeakMap<I18n['messages'], Text>();

/** The text functions of an activated catalogue; outside components. */
export function textOf(i18n: I18n): Text {
  const messages = i18n.messages;
  const known = made.get(messages);
  if (known) return known;
  const language = isLanguage(i18n.locale) ? i18n.locale : defaultLanguage;
  const has = (id: string) => id in messages;
  // A message nobody has written shows as its id; asking Lingui for it would only fill the console.
  const t: Text['t'] = (id, values) => (has(id) ? i18n._(id, values) : id);
  const text: Text = {
    t,
    has,
    first: (ids, values) => {
      const id = ids.find(has);
      return id ? t(id, values) : (ids.at(-1)?.split('.').at(-1) ?? '');
    },
    language,
    locale: localeOf(language),
  };
  made.set(messages, text);
  return text;
}

export function useText(): Text {
  return textOf(useLingui().i18n);
}

/** The texts once those are there too that only single pages and dialogs need. */
export function useAllTexts(): () => Promise<Text> {
  const { i18n } = useLingui();
  return async () => {
    await furtherTexts();
    return textOf(i18n);
  };
}
