import { useQuery } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import { request } from '../api/request.ts';
import type { Job } from './live.ts';

export const isOver = (job: Job): boolean =>
  job.state === 'succeeded' || job.state === 'failed' || job.state === 'canceled';

/** The user's own jobs, newest first. Progress comes over the socket; while one runs it is asked for too, should the socket be blocked. */
export function useJobs(): Job[] {
  const { data } = useQuery({
    queryKey: keys.jobs,
    queryFn: async ({ signal }) => (await request<{ items: Job[] }>('jobs?limit=20', { signal })).items,
    refetchInterval: ({ state }) => (state.data?.some((job) => !isOver(job)) ? 5_000 : false),
  });
  return data ?? [];
}

/** Part of the work that is done, 0–100, or null while nobody knows how much there is. */
export const percentDone = (job: Job): number | null =>
  job.state === 'succeeded' ? 100 : job.total ? Math.min(100, Math.round((job.progress / job.total) * 100)) : null;
