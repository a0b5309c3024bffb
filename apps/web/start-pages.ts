import { isLanguage } from '#kernel/contract/index.ts';
import { followBrowser } from '#kernel/web/navigation/place.ts';
import { activateLanguage, preferredLanguage } from './i18n/load-language.ts';

const languageOf = (pathname: string) => pathname.split('/')[1] ?? '';

/**
 * Begins to follow the browser's address; resolves once the first page's language is there. A path without language, as
 * somebody may have written it down, is the same page in the preferred one.
 */
export async function startPages(): Promise<void> {
  const { pathname, search, hash } = window.location;
  let language = languageOf(pathname);
  if (!isLanguage(language)) {
    language = preferredLanguage();
    const path = pathname === '/' ? '' : pathname;
    window.history.replaceState(null, '', `/${language}${path}${search}${hash}`);
  }
  followBrowser((next) => {
    const wanted = languageOf(next);
    return isLanguage(wanted) ? activateLanguage(wanted) : undefined;
  });
  if (isLanguage(language)) await activateLanguage(language);
}
