import { expect, it } from 'vitest';
import { randomWork } from './random-work.ts';
import { openTradingHouse } from './trading-house.ts';

/** A run that fails is repeated with `KONTOR_TEST_SEED`; the order in which workers come differs even so. */
const given = process.env.KONTOR_TEST_SEED;
const seeds = given === undefined ? [1, 2, Date.now() % 2 ** 31] : [Number(given)];

it.each(seeds)(
  'whatever eight workers do to each other, the books are right: seed %i',
  async (seed) => {
    const house = await openTradingHouse();
    try {
      const { wrong, done } = await randomWork(house, { seed, pieces: 300, workers: 8 });
      expect(wrong, `seed ${seed}`).toEqual([]);
      // The way to the end was gone, not only its beginning.
      expect(done.order, `seed ${seed}: ${JSON.stringify(done)}`).toBeGreaterThan(20);
      expect(done.deliver, `seed ${seed}: ${JSON.stringify(done)}`).toBeGreaterThan(0);
      expect(done.post, `seed ${seed}: ${JSON.stringify(done)}`).toBeGreaterThan(0);
    } finally {
      await house.close();
    }
  },
  60_000,
);
