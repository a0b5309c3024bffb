import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { noteChanges } from '../api/note-changes.ts';
import { probe } from '../api/reachable.ts';
import { refreshEverything } from '../api/refresh-lists.ts';
import { type Changed, connect, disconnect, type Job, listen } from './live.ts';

/**
 * Connects the socket and lets its news bring up to date what is shown. Mounted once, by the shell; `signedIn` is false
 * while the session has ended, and `onSignedOut` is told that it has.
 */
export function useLiveCache(signedIn: boolean, onSignedOut: () => void): void {
  const client = useQueryClient();
  useEffect(() => {
    const onChanged = ({ resource, ids, action }: Changed) => {
      noteChanges(client, resource, ids);
      for (const id of ids) {
        if (action === 'delete') client.setQueryData(keys.deleted(resource, id), true);
        else void client.invalidateQueries({ queryKey: keys.record(resource, id) });
      }
    };
    const onJob = (job: Job) => {
      client.setQueryData<Job[]>(keys.jobs, (jobs = []) =>
        [job, ...jobs.filter((other) => other.id !== job.id)].slice(0, 20),
      );
    };
    const stop = [
      listen('changed', onChanged),
      listen('job', onJob),
      listen('resumed', () => void refreshEverything(client)),
      listen('lost', () => void probe()),
    ];
    return () => {
      for (const end of stop) end();
    };
  }, [client]);
  useEffect(() => listen('signedOut', onSignedOut), [onSignedOut]);
  useEffect(() => {
    if (!signedIn) return;
    void connect();
    return disconnect;
  }, [signedIn]);
}
