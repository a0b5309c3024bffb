import { describe, expect, it } from 'vitest';
import { randomReservations } from './random-reservations.ts';
import { openTradingHouse } from './trading-house.ts';

/** A run that fails is repeated with `KONTOR_TEST_SEED`; the order in which workers come differs even so. */
const given = process.env.KONTOR_TEST_SEED;
const seeds = given === undefined ? [1, 2, Date.now() % 2 ** 31] : [Number(given)];

describe('whoever takes stock from whom', () => {
  const total: Record<string, number> = {};

  it.each(seeds)(
    'nothing is reserved twice, and no order forgotten: seed %i',
    async (seed) => {
      const house = await openTradingHouse();
      try {
        const { wrong, done } = await randomReservations(house, { seed, pieces: 160, workers: 8 });
        for (const [kind, times] of Object.entries(done)) total[kind] = (total[kind] ?? 0) + times;
        expect(wrong, `seed ${seed}`).toEqual([]);
      } finally {
        await house.close();
      }
    },
    120_000,
  );

  it('every kind of work was among it', () => {
    const kinds = ['order', 'deliver', 'cancel', 'receive', 'allocate', 'allocateAll', 'assign', 'release', 'reassign'];
    expect(Object.keys(total).sort(), JSON.stringify(total)).toEqual(kinds.sort());
  });
});
