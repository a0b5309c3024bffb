import { describe, expect, it } from 'vitest';
import { addSample, rateOf, type Sample } from './import-rate.ts';

const noted = (...samples: Sample[]) => samples.reduce<Sample[]>(addSample, []);

describe('rate of the import', () => {
  it('is that of the last seconds', () => {
    const samples = noted(
      { phase: 'read', done: 0, at: 0 },
      { phase: 'read', done: 10, at: 5_000 },
      { phase: 'read', done: 1_010, at: 10_000 },
    );
    expect(rateOf(samples)).toBe(200);
  });

  it('begins anew with each phase', () => {
    const samples = noted(
      { phase: 'read', done: 0, at: 0 },
      { phase: 'read', done: 1_500, at: 1_000 },
      { phase: 'write', done: 500, at: 2_000 },
    );
    expect(rateOf(samples)).toBe(500);
    expect(rateOf(addSample(samples, { phase: 'write', done: 1_500, at: 2_500 }))).toBe(1_000);
  });

  it('says nothing after too short a time, or when nothing was done', () => {
    expect(rateOf([])).toBeNull();
    expect(rateOf(noted({ phase: 'read', done: 0, at: 0 }, { phase: 'read', done: 500, at: 100 }))).toBeNull();
    expect(rateOf(noted({ phase: 'read', done: 7, at: 0 }, { phase: 'read', done: 7, at: 4_000 }))).toBeNull();
  });
});
