import { describe, expect, it } from 'vitest';
import { kinds, randomStock } from './random-stock.ts';
import { interleavings, long } from './run-length.ts';
import { openStockHouse } from './stock-house.ts';

/** A run that fails is repeated with `KONTOR_TEST_SEED`; the order in which workers come differs even so. */
const given = process.env.KONTOR_TEST_SEED;
const seeds = given === undefined ? [1, 2, Date.now() % 2 ** 31] : [Number(given)];

describe('whatever a warehouse full of people does at once', () => {
  const total: Record<string, number> = {};

  it.each(seeds)(
    `PRD-WHS-01 ledger = balances, reserved ≤ on hand, after ${interleavings} pieces of work: seed %i`,
    async (seed) => {
      const stock = await openStockHouse();
      try {
        const { wrong, done } = await randomStock(stock, { seed, pieces: interleavings, workers: 8 });
        for (const [kind, times] of Object.entries(done)) total[kind] = (total[kind] ?? 0) + times;
        expect(wrong, `seed ${seed}`).toEqual([]);
      } finally {
        await stock.house.close();
      }
    },
    long(interleavings * 200),
  );

  it('nearly every kind of work was among it', () => {
    // What can be done depends on what others did before; a seed may leave out one or the other.
    const missing = kinds.filter((kind) => total[kind] === undefined);
    expect(missing.length, `${missing} of ${JSON.stringify(total)}`).toBeLessThanOrEqual(2);
  });
});
