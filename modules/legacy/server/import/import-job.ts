import { z } from 'zod';
import { strictnesses } from '#kernel/server/import-export/import.ts';
import type { JobDefinition } from '#kernel/server/jobs.ts';
import { importJob } from '../../contract/index.ts';
import { runImport } from './run-import.ts';

/** What a client asks for; also the payload of the job. */
export const importRequest = z.strictObject({
  families: z.boolean().default(false),
  variants: z.boolean().default(false),
  updateRelationships: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  /** As for files: what becomes of faulty and of doubtful rows. */
  strictness: z.enum(strictnesses).default('errors'),
  limit: z.int().min(1).max(1_000_000).optional(),
});

/** The import in the background: one at a time, over all processes (PRD-MIG-06). Its result: `{runs: RunSummary[]}`. */
export const legacyImportJob: JobDefinition = {
  kind: importJob,
  exclusive: true,
  run: async (ctx, payload, progress) => {
    const { limit, ...wanted } = importRequest.parse(payload);
    const options = { ...wanted, ...(limit !== undefined && { limit }) };
    return { runs: await runImport(ctx, options, (message, done, total) => progress.report(done, total, message)) };
  },
};
