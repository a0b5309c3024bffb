import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { AnyResource } from '../../contract/index.ts';
import { useIntent } from '../api/intent.ts';
import { keys } from '../api/keys.ts';
import { request, requestFile } from '../api/request.ts';
import { useSession } from '../api/session.ts';
import { useText } from '../i18n/text.ts';
import { faultText } from '../parts/Fault.tsx';
import type { Job } from '../realtime/live.ts';
import {
  type FoundColumns,
  followImport,
  type ImportColumn,
  type ImportResult,
  remap,
  rememberMapping,
  type Strictness,
  sendFile,
  withRemembered,
} from './import-requests.ts';

/** Larger files are read in the background, with progress. */
const quick = 512 * 1024;

/** One request at a time: that it is under way, how far its job is, and why it failed. */
function useAttempts() {
  const text = useText();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [job, setJob] = useState<Job | null>(null);
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setFault(null);
    try {
      return await work();
    } catch (error) {
      const { title, body } = faultText(error, text);
      setFault(body ? `${title} ${body}` : title);
      return null;
    } finally {
      setBusy(false);
      setJob(null);
    }
  };
  /** The dialog may be closed meanwhile, the job goes on. */
  const follow = (id: number) => followImport(id, setJob, () => isOpen.current);
  return { busy, fault, job, attempt, follow };
}

/** Runs an import, or only tries it; large files as a job that can be stopped and taken up. */
function useRuns(resource: AnyResource, strictness: Strictness) {
  const client = useQueryClient();
  const intent = useIntent();
  const attempts = useAttempts();
  const { attempt, follow, job } = attempts;
  const settled = () => {
    intent.done();
    void client.invalidateQueries({ queryKey: keys.lists(resource.name) });
  };
  return {
    ...attempts,
    run: (file: File, columns: readonly ImportColumn[], dryRun: boolean): Promise<ImportResult | null> =>
      attempt(async () => {
        const chosen = columns.filter(({ header }) => header).map(({ header, target }) => [header, target]);
        const mapping = JSON.stringify(Object.fromEntries(chosen));
        const query = new URLSearchParams({ dryRun: String(dryRun), strictness, mapping });
        if (file.size > quick) query.set('job', 'true');
        const key = intent.key([file.name, file.size, file.lastModified, String(query)]);
        const path = `import?${query}`;
        const answer = await sendFile<ImportResult>(resource, path, file, dryRun ? undefined : key);
        const report = answer.job ? await follow(answer.job.id) : { ...answer, dryRun };
        if (!dryRun) settled();
        return report;
      }),
    stop: async () => {
      if (job) await request(`jobs/${job.id}/cancel`, { method: 'POST', body: {} });
    },
    takeUp: async (stopped: Job): Promise<ImportResult | null> => {
      const report = await attempt(async () => {
        const next = await request<{ job: Job }>(`imports/${stopped.id}/resume`, { method: 'POST', body: {} });
        return follow(next.job.id);
      });
      settled();
      return report;
    },
  };
}

/** The steps of an import: what the columns mean, the trial, the writing. */
export function useImport(resource: AnyResource) {
  const { t } = useText();
  const memory = `import.${useSession()?.user.id ?? 0}.${resource.name}`;
  const [file, setFile] = useState<File | null>(null);
  const [found, setFound] = useState<FoundColumns | null>(null);
  const [strictness, setStrictness] = useState<Strictness>('errors');
  const [result, setResult] = useState<ImportResult | null>(null);
  const { run, attempt, takeUp, ...runs } = useRuns(resource, strictness);
  const latest = useRef<File | null>(null);
  const tryOut = async (chosen: File, columns: readonly ImportColumn[]) => {
    rememberMapping(memory, columns);
    const tried = await run(chosen, columns, true);
    // Another file may have been chosen while this one was read.
    if (latest.current === chosen) setResult(tried);
  };
  return {
    ...runs,
    file,
    found,
    strictness,
    result,
    choose: async (chosen: File) => {
      latest.current = chosen;
      setFile(chosen);
      setFound(null);
      setResult(null);
      const columns = await attempt(() => sendFile<FoundColumns>(resource, 'import/columns', chosen));
      if (!columns || latest.current !== chosen) return;
      const { isClear, ...mapped } = withRemembered(memory, columns);
      setFound(mapped);
      if (isClear) await tryOut(chosen, mapped.columns);
    },
    map: (header: string, target: string | null) => {
      setResult(null);
      setFound((before) => before && { ...before, columns: remap(before.columns, header, target) });
    },
    setStrictness: (next: Strictness) => {
      setResult(null);
      setStrictness(next);
    },
    tryOut: () => (file && found ? tryOut(file, found.columns) : undefined),
    write: async (): Promise<ImportResult | null> => {
      const written = file && found ? await run(file, found.columns, false) : null;
      if (written) setResult(written);
      return written;
    },
    resume: async () => {
      const report = result?.job ? await takeUp(result.job) : null;
      if (report) setResult(report);
    },
    rejects: async (): Promise<{ blob: Blob; name: string } | null> => {
      const name = `${(file?.name ?? 'import').replace(/\.\w+$/, '')}-${t('web.import.rejects.name')}.csv`;
      if (result?.job) return { ...(await requestFile(`imports/${result.job.id}/rejects`)), name };
      return result?.rejects ? { blob: new Blob([result.rejects], { type: 'text/csv' }), name } : null;
    },
  };
}

export type Importing = ReturnType<typeof useImport>;
