import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { keys, request, useIntent, useJobs } from '#kernel/web/index.ts';
import {
  type FindingsPage,
  type FixCode,
  type FixPreview,
  type FixResult,
  fixJob,
  type QualitySummary,
  type RuleCode,
} from '../contract/index.ts';

const all = ['quality'] as const;
const pageSize = '200';
/** A preview does the whole fix once and takes it back. */
const longWork = 120_000;

export const useSummary = () =>
  useQuery({
    queryKey: [...all, 'summary'],
    queryFn: ({ signal }) => request<QualitySummary>('quality/summary', { signal, timeout: longWork }),
  });

export type Show = 'open' | 'accepted';

/** What a rule finds; further pages on demand. */
export function useFindings(rule: string, show: Show) {
  const result = useInfiniteQuery({
    queryKey: [...all, 'findings', rule, show],
    queryFn: ({ pageParam, signal }) => {
      const page = new URLSearchParams({ rule, show, limit: pageSize });
      if (pageParam) page.set('cursor', pageParam);
      return request<FindingsPage>(`quality/findings?${page}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    enabled: rule !== '',
  });
  const findings = useMemo(() => result.data?.pages.flatMap(({ items }) => items) ?? [], [result.data]);
  return { ...result, findings, rule: result.data?.pages.at(-1)?.rule };
}

export interface FixRequest {
  rule: RuleCode;
  fix: FixCode;
  input: Record<string, unknown>;
  /** Absent: all open findings. */
  targets?: { id: number; version: number }[];
}

/** What a fix would do; asked once its input is complete (`request` not null). */
export const useFixPreview = (wanted: FixRequest | null) =>
  useQuery({
    queryKey: [...all, 'preview', wanted],
    queryFn: ({ signal }) =>
      request<FixPreview>('quality/fixes', {
        method: 'POST',
        body: { ...wanted, dryRun: true },
        signal,
        timeout: longWork,
      }),
    enabled: wanted !== null,
    // Always as things are now: it is not kept, and it is asked once.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export type FixAnswer = { result: FixResult } | { job: ReturnType<typeof useJobs>[number] };

export function useApplyFix() {
  const client = useQueryClient();
  const intent = useIntent();
  return useMutation({
    mutationFn: (wanted: FixRequest) =>
      request<FixAnswer>('quality/fixes', {
        method: 'POST',
        body: wanted,
        idempotencyKey: intent.key(wanted),
        timeout: longWork,
      }),
    onSuccess: (answer) => {
      if ('job' in answer) void client.invalidateQueries({ queryKey: keys.jobs });
      void refresh(client);
    },
    onSettled: () => intent.done(),
  });
}

/** Accepts findings with a reason, or (without one) opens them again. */
export function useSettleFindings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ reason, ...asked }: { rule: RuleCode; ids: number[]; reason?: string }) =>
      request<{ done: number }>(`quality/findings/${reason === undefined ? 'reopen' : 'accept'}`, {
        method: 'POST',
        body: { ...asked, ...(reason !== undefined && { reason }) },
      }),
    onSuccess: () => void refresh(client),
  });
}

/** Previews are left alone: what they show has just been asked. */
const refresh = (client: ReturnType<typeof useQueryClient>) =>
  client.invalidateQueries({ queryKey: all, predicate: ({ queryKey }) => queryKey[1] !== 'preview' });

/** A fix that ran in the background has come to its end: what is shown is counted anew. */
export function useRefreshAfterJobs(): void {
  const client = useQueryClient();
  const running = useJobs().filter(
    ({ kind, state }) => kind === fixJob && ['queued', 'running'].includes(state),
  ).length;
  const before = useRef(running);
  useEffect(() => {
    if (running < before.current) void refresh(client);
    before.current = running;
  }, [running, client]);
}
