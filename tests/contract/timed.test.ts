import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EveryResource, everyModule, openEveryResource } from './every-resource.ts';

let every: EveryResource;
beforeAll(async () => {
  every = await openEveryResource();
}, 60_000);
afterAll(() => every.close());

const works = everyModule.flatMap(({ timed }) => timed).map(({ name }) => name);

describe('work by the clock', () => {
  it('is done without fault, and again', async () => {
    const { app } = every.t;
    expect(works).toContain('verifyBooks');
    for (const name of [...works, ...works]) await app.timed.run(name);
  });

  it('is asked for once, where a job does it', async () => {
    const { app, ctx } = every.t;
    const kinds = (await app.jobs.list(ctx, { limit: 100 })).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['quality.snapshot', 'replenishment.classify', 'verification.verify']);
  });
});
