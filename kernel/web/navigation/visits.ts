import { useEffect } from 'react';
import { useSession } from '../api/session.ts';
import { readStored, writeStored } from '../stored.ts';

/** A record the user had open. */
export interface Visit {
  resource: string;
  path: string;
  title: string;
  subtitle: string | null;
}

const most = 12;
const keyOf = (userId: number | undefined) => `visits:${userId ?? 0}`;

export const visitsOf = (userId: number | undefined): Visit[] => readStored<Visit[]>(keyOf(userId), []);

/** The record is no longer there. */
export function forgetVisit(userId: number | undefined, path: string): void {
  const visits = visitsOf(userId);
  const left = visits.filter((visit) => visit.path !== path);
  if (left.length < visits.length) writeStored(keyOf(userId), left);
}

/** Remembers, on this device and per user, that a record was opened. */
export function useRememberVisit({ resource, path, title, subtitle }: Visit): void {
  const userId = useSession()?.user.id;
  useEffect(() => {
    const others = visitsOf(userId).filter((visit) => visit.path !== path);
    writeStored(keyOf(userId), [{ resource, path, title, subtitle }, ...others].slice(0, most));
  }, [userId, resource, path, title, subtitle]);
}
