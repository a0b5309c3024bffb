import { useQueries } from '@tanstack/react-query';
import { keys, request, requestFile, useText } from '#kernel/web/index.ts';
import { importRun } from '../../contract/index.ts';
import type { ImportRunRow } from './outcome.ts';
import { type ReportLine, reportLines } from './report-lines.ts';

export const reportFile = (id: number): string => `${importRun.path}/${id}/errors.csv`;

async function fetchReport(id: number, signal: AbortSignal): Promise<ReportLine[]> {
  const [run, file] = await Promise.all([
    request<ImportRunRow>(`${importRun.path}/${id}`, { signal }),
    requestFile(reportFile(id), { signal }),
  ]);
  return reportLines(run, await file.blob.text());
}

/** The reports of finished runs, one after the other; they never change again. */
export function useReport(ids: readonly number[]) {
  const { language } = useText();
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: [...keys.record(importRun.name, id), 'report', language],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchReport(id, signal),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) => ({
      lines: results.flatMap(({ data }) => data ?? []),
      isPending: results.some((result) => result.isPending),
      error: results.find(({ error }) => error)?.error ?? null,
      refetch: () => {
        for (const { refetch } of results) void refetch();
      },
    }),
  });
}
