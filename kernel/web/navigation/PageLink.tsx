import type { ComponentPropsWithRef, MouseEvent } from 'react';
import { languages } from '../../contract/index.ts';
import { useText } from '../i18n/text.ts';
import { currentPlace, navigate, usePlace } from './place.ts';
import { type SearchParams, stringifySearch } from './search-params.ts';

export interface PageLinkProps extends Omit<ComponentPropsWithRef<'a'>, 'href'> {
  /** Page without language, e.g. `sales/orders/12`; empty = the home page. */
  path: string;
  search?: SearchParams;
  'data-tip'?: string | undefined;
}

const pathIn = (language: string, path: string) => `/${language}${path ? `/${path}` : ''}`;

/** A click that shall open a tab or window of its own is left to the browser. */
const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/**
 * A link to a page of the application, in the language that is in use. A plain anchor: a list shows hundreds, and none
 * of them needs to hear of every change of the URL.
 */
export function PageLink({ path, search = {}, children, onClick, ...rest }: PageLinkProps) {
  const { language } = useText();
  const to = pathIn(language, path);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || !isPlainClick(event)) return;
    event.preventDefault();
    navigate(to, search);
  };
  return (
    <a href={to + stringifySearch(search)} onClick={follow} {...rest}>
      {children}
    </a>
  );
}

export type Go = (path: string, options?: { search?: SearchParams; replace?: boolean }) => void;

/** Goes to a page of the application: `go('sales/orders/12')`. */
export function useGo(): Go {
  const { language } = useText();
  return (path, { search = {}, replace = false } = {}) => navigate(pathIn(language, path), search, replace);
}

/** Path of the current page without its language, and its parameters. */
export function usePage(): { path: string; search: SearchParams } {
  const { pathname, search } = usePlace();
  return { path: pathname.replace(/^\/(?:\w\w)(?=\/|$)\/?/, '').replace(/\/$/, ''), search };
}

type SetSearch = (change: Record<string, string | undefined>, options?: { push?: boolean }) => void;

const setSearch: SetSearch = (change, { push = false } = {}) => {
  const { pathname, search } = currentPlace();
  const after = Object.entries({ ...search, ...change }).filter(([, value]) => value !== undefined && value !== '');
  navigate(pathname, Object.fromEntries(after) as SearchParams, !push);
};

/** Replaces parameters of the current page; an undefined one is removed. */
export const useSetSearch = (): SetSearch => setSearch;

/** The same page in another language. */
export function useLanguageSwitch(): (language: string) => void {
  const { path, search } = usePage();
  return (language) => {
    if ((languages as readonly string[]).includes(language)) navigate(pathIn(language, path), search, true);
  };
}
