import { expect, it } from 'vitest';
import { testApp } from '#kernel/server/testing.ts';
import { identityServer } from '#modules/identity/server/index.ts';
import { notificationServer } from '#modules/notification/server/index.ts';
import { verifiesBooks } from '../contract/index.ts';
import { verificationServer } from '../server/index.ts';

it('is asked for, runs as a job, and shows its last run to those who may see it', async () => {
  const t = await testApp([identityServer, notificationServer, verificationServer]);
  try {
    const as = `1:${verifiesBooks}`;
    expect((await t.call('GET', '/verification/books', { as: '1:other' })).status).toBe(403);
    const before = await t.call('GET', '/verification/books', { as });
    expect(before.body).toEqual({ finishedAt: null, isRunning: false, findings: [] });
    const asked = await t.call('POST', '/verification/runs', { as, body: {} });
    expect(asked.status).toBe(202);
    expect((await t.call('GET', '/verification/books', { as })).body).toMatchObject({ isRunning: true });
    expect((await t.call('POST', '/verification/runs', { as, body: {} })).body.code).toBe('kernel.jobRunning');
    t.app.jobs.start();
    await expect
      .poll(async () => (await t.call('GET', '/verification/books', { as })).body.isRunning, { timeout: 10_000 })
      .toBe(false);
    const { body } = await t.call('GET', '/verification/books', { as });
    expect(body.finishedAt).not.toBeNull();
    expect(body.findings).toContainEqual({
      invariant: 'I12',
      description: 'the engine finds its own files sound',
      count: 0,
      sample: '',
    });
  } finally {
    await t.close();
  }
});
