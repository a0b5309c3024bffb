import { describe, expect, it } from 'vitest';
import { randomWork } from './random-work.ts';
import { openTradingHouse } from './trading-house.ts';

/** A run that fails is repeated with `KONTOR_TEST_SEED`; the order in which workers come differs even so. */
const given = process.env.KONTOR_TEST_SEED;
const seeds = given === undefined ? [1, 2, Date.now() % 2 ** 31] : [Number(given)];

describe('whatever eight workers do to each other', () => {
  const total: Record<string, number> = {};

  it.each(seeds)(
    'the books are right: seed %i',
    async (seed) => {
      const house = await openTradingHouse();
      try {
        const { wrong, done } = await randomWork(house, { seed, pieces: 300, workers: 8 });
        for (const [kind, times] of Object.entries(done)) total[kind] = (total[kind] ?? 0) + times;
        expect(wrong, `seed ${seed}`).toEqual([]);
      } finally {
        await house.close();
      }
    },
    60_000,
  );

  it('every kind of work was among it', () => {
    const kinds = ['order', 'confirm', 'deliver', 'cancel', 'receive', 'invoice', 'post', 'pay'];
    expect(Object.keys(total).sort(), JSON.stringify(total)).toEqual(kinds.sort());
  });
});
