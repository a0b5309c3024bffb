import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/keys.ts';
import { type Changed, connect, disconnect, type Job, listen } from './live.ts';

/** A bulk import changes thousands of records; the lists are fetched again at most this often (milliseconds). */
const pause = 400;

/** Connects the socket and lets its news mark what is cached as outdated. Mounted once, by the shell. */
export function useLiveCache(): void {
  const client = useQueryClient();
  useEffect(() => {
    const pending = new Map<string, Set<number>>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const flush = () => {
      timer = undefined;
      for (const [resource, ids] of pending) {
        void client.invalidateQueries({ queryKey: keys.lists(resource) });
        void client.invalidateQueries({ queryKey: keys.picks(resource) });
        for (const id of ids) {
          void client.invalidateQueries({ queryKey: keys.record(resource, id) });
          void client.invalidateQueries({ queryKey: keys.history(resource, id) });
        }
      }
      pending.clear();
    };
    const onChanged = (change: Changed) => {
      const ids = pending.get(change.resource) ?? new Set<number>();
      for (const id of change.ids) ids.add(id);
      pending.set(change.resource, ids);
      timer ??= setTimeout(flush, pause);
    };
    const onJob = (job: Job) => {
      client.setQueryData<Job[]>(keys.jobs, (jobs = []) =>
        [job, ...jobs.filter((other) => other.id !== job.id)].slice(0, 20),
      );
    };
    const stop = [
      listen('changed', onChanged),
      listen('job', onJob),
      listen('resumed', () => void client.invalidateQueries()),
    ];
    void connect();
    return () => {
      clearTimeout(timer);
      for (const end of stop) end();
      disconnect();
    };
  }, [client]);
}
