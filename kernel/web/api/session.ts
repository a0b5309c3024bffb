import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { isLanguage, type Language } from '../../contract/index.ts';
import { setCurrency } from '../i18n/format.ts';
import { isProblem } from './api-problem.ts';
import { keys } from './keys.ts';
import { request } from './request.ts';

export interface Session {
  user: { id: number; username: string; displayName: string; language: Language };
  permissions: string[];
  roles: string[];
  /** ISO 4217 code of the company's currency. */
  currency?: string;
}

async function fetchSession(): Promise<Session | null> {
  try {
    return await request<Session>('identity/session');
  } catch (error) {
    if (isProblem(error, 'kernel.notSignedIn')) return null;
    throw error;
  }
}

export const sessionQuery = queryOptions({
  queryKey: keys.session,
  queryFn: fetchSession,
  staleTime: 5 * 60_000,
});

/** The session, or null when signed out; undefined while that is not known yet. */
export function useSession(): Session | null | undefined {
  const { data } = useQuery(sessionQuery);
  if (data?.currency) setCurrency(data.currency);
  return data;
}

export async function signIn(client: QueryClient, username: string, password: string): Promise<Session> {
  const session = await request<Session>('identity/sign-in', { method: 'POST', body: { username, password } });
  client.setQueryData(keys.session, session);
  return session;
}

export async function signOut(client: QueryClient): Promise<void> {
  await request<void>('identity/sign-out', { method: 'POST', body: {} });
  client.clear();
  client.setQueryData(keys.session, null);
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
