import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobView } from '../jobs.ts';
import { demo, demoTexts } from '../testing/demo-items.ts';
import { counts } from '../testing/import-harness.ts';
import { type TestApp, testApp } from '../testing.ts';

const me = '1:*';
const rows = 3000;
/** One row in a hundred is broken; the two thousandth names its parent in the last one. */
const line = (prefix: string, index: number) =>
  `${prefix}${index},${index % 100 === 7 ? '' : 'x'},${index === 2000 ? `${prefix}${rows - 1}` : ''}`;
const file = (prefix: string) =>
  `code,name.de,parent\n${Array.from({ length: rows }, (_, index) => line(prefix, index)).join('\n')}\n`;
const whole = { read: rows, ...counts({ created: rows - 30, failed: 30 }) };

describe('an import in the background', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp([demo], { texts: demoTexts, file: true });
    t.app.jobs.start();
  });
  afterAll(() => t.close());

  const start = async (csv: string, query = '') => {
    const headers = { 'content-type': 'text/csv' };
    const answer = await t.call('POST', `/demo/categories/import?job=true${query}`, { as: me, headers, body: csv });
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    return (answer.body.job as JobView).id;
  };
  const jobOf = async (id: number) => (await t.call('GET', `/jobs/${id}`, { as: me })).body as unknown as JobView;
  const until = async (id: number, isThere: (job: JobView) => boolean) => {
    for (;;) {
      const job = await jobOf(id);
      if (isThere(job)) return job;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const over = (id: number) => until(id, ({ state }) => state !== 'queued' && state !== 'running');
  const report = async (id: number) => (await t.call('GET', `/imports/${id}`, { as: me })).body;
  const written = async (prefix: string) =>
    (await t.app.engine.reader.selectFrom('demo_category').select('code').where('code', 'like', `${prefix}%`).execute())
      .length;

  it('PRD-VAL-12 writes the good rows, reports the broken ones, and changes nothing when it is run again', async () => {
    const id = await start(file('A'));
    expect(await over(id)).toMatchObject({ state: 'succeeded', progress: rows, total: rows });
    const first = await report(id);
    expect(first).toMatchObject({ ...whole, stopped: false });
    expect((first.errors as unknown[]).slice(0, 2)).toMatchObject([
      { row: 9, field: 'name', column: 'name.de', code: 'kernel.required' },
      { row: 109 },
    ]);
    expect(await written('A')).toBe(rows - 30);
    const again = await start(file('A'));
    await over(again);
    expect(await report(again)).toMatchObject(counts({ unchanged: rows - 30, failed: 30 }));
    const rejects = await t.call('GET', `/imports/${id}/rejects`, { as: me });
    const lines = rejects.raw.toString().trim().split('\r\n');
    expect(lines).toHaveLength(31);
    expect(lines[1]).toBe('A7,,,9,name.de: error.kernel.required');
    expect(rejects.headers['content-type']).toBe('text/csv; charset=utf-8');
  });

  it('says before it begins that a file cannot be read, and shows a report to its owner alone', async () => {
    const headers = { 'content-type': 'text/csv' };
    const refused = await t.call('POST', '/demo/categories/import?job=true', {
      as: me,
      headers,
      body: 'nonsense\n1\n',
    });
    expect(refused).toMatchObject({ status: 422, body: { code: 'kernel.unknownColumn' } });
    const id = await start('code,name.de\nB1,x\n');
    await over(id);
    for (const path of [`/imports/${id}`, `/imports/${id}/rejects`])
      expect((await t.call('GET', path, { as: '2:*' })).status, path).toBe(404);
    expect(await t.call('POST', `/imports/${id}/resume`, { as: me, body: {} })).toMatchObject({ status: 409 });
  });

  it('a dry run tells what a run would do, leaves nothing behind, and lets others write in between', async () => {
    const id = await start(file('C'), '&dryRun=true');
    let others = 0;
    for (; (await jobOf(id)).state !== 'succeeded'; others++)
      await t.call('POST', '/demo/makers', { as: me, body: { code: `D${others}` } });
    expect(await report(id)).toMatchObject({ ...whole, dryRun: true });
    expect(await written('C')).toBe(0);
    // The file is gone through in six parts.
    expect(others).toBeGreaterThan(5);
  });

  it('goes on behind the last chunk after a crash, counting no row twice', async () => {
    const { transaction } = t.app.engine;
    // Enqueued, begun, some chunks of which the first is told; then the process is dead and says nothing any more.
    let left = 6;
    Object.assign(t.app.engine, {
      transaction: (work: Parameters<typeof transaction>[0]) =>
        left-- > 0 ? transaction(work) : Promise.reject(new Error('dead')),
    });
    const id = await start(file('E'));
    while (left >= -1) await new Promise((resolve) => setTimeout(resolve, 5));
    const held = await written('E');
    expect(await report(id)).toMatchObject({ created: held, job: { state: 'running' } });
    expect(held).toBeGreaterThan(400);
    expect(held).toBeLessThan(rows - 400);
    Object.assign(t.app.engine, { transaction });
    await transaction((db) => db.updateTable('kernel_job').set({ lease_until: 0 }).where('id', '=', id).execute());
    await new Promise((resolve) => setTimeout(resolve, 20));
    t.app.jobs.wake();
    await over(id);
    expect(await report(id)).toMatchObject({ ...whole, job: { state: 'succeeded' } });
    expect(((await report(id)).errors as unknown[]).length).toBe(30);
    expect(await written('E')).toBe(rows - 30);
  });

  it('can be cancelled, keeps what was written, and goes on from there', async () => {
    const id = await start(file('F'));
    await until(id, ({ result }) => ((result as { row?: number } | null)?.row ?? 0) > 500);
    const cancelled = await t.call('POST', `/jobs/${id}/cancel`, { as: me, body: {} });
    expect(cancelled.body.state).toBe('canceled');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const half = await report(id);
    expect(half.created).toBe(await written('F'));
    expect(half.read).toBeLessThan(rows);
    const next = await t.call('POST', `/imports/${id}/resume`, { as: me, body: {} });
    expect(next.status).toBe(202);
    const job = next.body.job as JobView;
    await over(job.id);
    expect(await report(job.id)).toMatchObject(whole);
    expect(await written('F')).toBe(rows - 30);
    // What was taken up once is not taken up again.
    expect((await t.call('POST', `/imports/${id}/resume`, { as: me, body: {} })).status).toBe(409);
  });
});
