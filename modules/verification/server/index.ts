import { defineRoute, defineServer } from '#kernel/server/module.ts';
import { askFor } from '#kernel/server/timed.ts';
import { type Finding, type Verification, verificationContract, verifiesBooks, verifyJob } from '../contract/index.ts';
import { verification } from './verify-job.ts';

export { runChecks, verify } from './verify.ts';

export const verificationServer = defineServer(verificationContract, {
  routes: [
    defineRoute({
      method: 'GET',
      path: '/verification/books',
      access: { permission: verifiesBooks },
      summary: 'What the last look through the books has found',
      handle: async ({ app }) => {
        const jobs = await app.jobs.list(app.systemCtx('verification'), { kind: verifyJob });
        const last = jobs.find(({ state }) => state === 'succeeded');
        const isRunning = jobs.some(({ state }) => state === 'queued' || state === 'running');
        const findings = (last?.result ?? []) as Finding[];
        const body: Verification = { finishedAt: last?.finishedAt ?? null, isRunning, findings };
        return { body };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/verification/runs',
      access: { permission: verifiesBooks },
      summary: 'Has the books looked through now, as a job',
      handle: async (ctx) => ({ status: 202, body: { job: await ctx.app.jobs.enqueue(ctx, verifyJob, {}) } }),
    }),
  ],
  jobs: [verification],
  // After the other nightly work.
  timed: [{ name: 'verifyBooks', at: '10 4 * * *', run: askFor(verifyJob) }],
});
