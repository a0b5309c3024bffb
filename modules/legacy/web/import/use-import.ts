import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys, request, useIntent, useJobs, useList } from '#kernel/web/index.ts';
import { importJob, importRun } from '../../contract/index.ts';
import type { ImportRunRow } from '../run/outcome.ts';

export type ImportJob = ReturnType<typeof useJobs>[number];

/** What is asked of the server; as `POST legacy/import` takes it. */
export interface ImportRequest {
  families: boolean;
  variants: boolean;
  updateRelationships: boolean;
  dryRun: boolean;
  limit?: number;
}

export interface SourceStatus {
  configured: boolean;
  url: string | null;
  reachable: boolean;
  generation: 'v18' | 'v19' | 'v20' | null;
  application: string | null;
  tables: { kind: 'families' | 'variants'; name: string; count: number | null }[];
  error: { code: string; message: string } | null;
}

const askAgainAfter = 30_000;

/** How the legacy server is; asked again by itself while it does not answer. */
export function useSource() {
  return useQuery({
    queryKey: ['legacy.source'],
    queryFn: ({ signal }) => request<SourceStatus>('legacy/source', { signal }),
    staleTime: askAgainAfter,
    refetchInterval: ({ state }) => (state.data?.reachable === false ? askAgainAfter : false),
  });
}

export const isOver = (job: ImportJob): boolean => ['succeeded', 'failed', 'canceled'].includes(job.state);

/** The user's latest import; it is found again after the page was loaded anew. */
export function useImportJob(): ImportJob | undefined {
  return useJobs().find(({ kind }) => kind === importJob);
}

/** A run shows a sign of life every few seconds; one that has been silent for longer has died. */
const silentFor = 60_000;

/** A run that goes on without being one's own: somebody else's, or one of the command line. */
export function useOtherRun(own: ImportJob | undefined): ImportRunRow | undefined {
  const { rows } = useList(importRun, {
    filters: [{ field: 'state', operator: 'eq', value: 'running' }],
    limit: 1,
  });
  const [run] = rows;
  // The news that a job is over may come before that of its last run.
  const isOwn = own !== undefined && run !== undefined && (!isOver(own) || run.startedAt <= (own.finishedAt ?? ''));
  const isAlive = run?.aliveAt ? Date.now() - Date.parse(run.aliveAt) < silentFor : false;
  return isOwn || !isAlive ? undefined : run;
}

/** Starts an import; the same press of the button never starts two. */
export function useStartImport() {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (wanted: ImportRequest) =>
      request<{ job: ImportJob }>('legacy/import', {
        method: 'POST',
        body: wanted,
        idempotencyKey: intent.key(wanted),
      }),
    onSuccess: ({ job }) => {
      // News of the job may have been faster than the answer.
      client.setQueryData<ImportJob[]>(keys.jobs, (jobs = []) =>
        jobs.some(({ id }) => id === job.id) ? jobs : [job, ...jobs],
      );
    },
    // A refusal is an answer too: pressed again, it is asked anew.
    onSettled: () => intent.done(),
  });
}

export function useCancelImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => request<ImportJob>(`jobs/${id}/cancel`, { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.jobs }),
  });
}
