import { type Messages, setupI18n } from '@lingui/core';
import { useQuery } from '@tanstack/react-query';
import type { Language } from '#kernel/contract/index.ts';
import { useText } from '#kernel/web/index.ts';

/** The sentences of errors are no part of the pages' catalogue: fetched only when an import has failed. */
const catalogues: Record<Language, () => Promise<{ messages: Messages }>> = {
  de: () => import('../../locales/de.po?errors?lingui'),
  en: () => import('../../locales/en.po?errors?lingui'),
};

/** What ended a run, as a sentence that says what to do; undefined while it is being fetched. */
export function useErrorSentence(code: string | null | undefined, params: unknown): string | undefined {
  const { t, language } = useText();
  const { data, isPending } = useQuery({
    queryKey: ['legacy.sentences', language],
    queryFn: () => catalogues[language](),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: Boolean(code),
  });
  if (!code || isPending) return undefined;
  const id = `error.${code}`;
  if (!data || !(id in data.messages)) return t('legacy.import.failed.unknown');
  return setupI18n({ locale: language, messages: { [language]: data.messages } })._(
    id,
    params as Record<string, unknown>,
  );
}
