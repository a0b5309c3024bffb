import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isLanguage, type Language } from '../../contract/index.ts';
import { setCurrency } from '../i18n/format.ts';
import { keys } from './keys.ts';
import { request } from './request.ts';

export interface Session {
  user: { id: number; username: string; displayName: string; language: Language };
  permissions: string[];
  roles: string[];
  /** ISO 4217 code of the company's currency. */
  currency: string;
}

/** What the server says when asked who is signed in. */
type SessionAnswer = Session | (Omit<Session, 'user'> & { user: null });

/** The session as pages see it: amounts are shown in its currency from now on. */
function accept(answer: SessionAnswer): Session | null {
  if (answer.user === null) return null;
  setCurrency(answer.currency);
  return answer;
}

/** Asks the server who is signed in; null = nobody. */
export const askSession = async (): Promise<Session | null> => accept(await request<SessionAnswer>('identity/session'));

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: askSession,
  staleTime: 5 * 60_000,
  // Who signs in in one tab is signed in in all of them.
  refetchOnWindowFocus: ({ state }) => (state.data === null ? 'always' : false),
});

/** The session, or null when signed out; undefined while that is not known yet. */
export function useSession(): Session | null | undefined {
  return useQuery(sessionQuery).data;
}

export async function signIn(client: QueryClient, username: string, password: string): Promise<Session> {
  const session = await request<Session>('identity/sign-in', { method: 'POST', body: { username, password } });
  client.setQueryData(keys.session, accept(session));
  return session;
}

export async function signOut(client: QueryClient): Promise<void> {
  await request<void>('identity/sign-out', { method: 'POST', body: {} });
  forgetSession(client);
}

/** Nobody is signed in any more: what was fetched for who was is thrown away. */
export function forgetSession(client: QueryClient): void {
  client.setQueryData(keys.session, null);
  // The session itself stays: what watches it would not hear of a new entry.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
}

/** Remembers the language in which the user wants to work; a failure is of no consequence, the URL holds the language. */
export function useRememberLanguage(): (language: string) => void {
  const client = useQueryClient();
  return (language) => {
    if (!isLanguage(language)) return;
    const session = client.getQueryData(sessionQuery.queryKey);
    if (!session) return;
    client.setQueryData(keys.session, { ...session, user: { ...session.user, language } });
    request('identity/session', { method: 'PATCH', body: { language } }).catch(() => undefined);
  };
}

/** `may('sales.order:read')`: whether the user holds the permission. */
export function useMay(): (permission: string | undefined) => boolean {
  const session = useSession();
  return useMemo(() => {
    const held = new Set(session?.permissions);
    return (permission) => permission === undefined || held.has(permission) || held.has('*');
  }, [session?.permissions]);
}
