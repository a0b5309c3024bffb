import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Effect, type Pool, takeBack, takeIn, takeOut } from './pool.ts';

const empty = (lastCost = 0): Pool => ({ quantity: 0, averageValue: 0, fifoValue: 0, layers: [], lastCost });
const pieces = (n: number) => n * 1_000_000;
const euro = (n: number) => Math.round(n * 10_000);
let movement = 0;
const come = (pool: Pool, n: number, each: number) => {
  const value = euro(n * each);
  return takeIn(pool, { movement: ++movement, date: '2026-01-01' }, pieces(n), { average: value, fifo: value });
};
const go = (pool: Pool, n: number) => takeOut(pool, pieces(n));
const values = ({ averageValue, fifoValue }: Effect) => [averageValue, fifoValue];

describe('a pool of goods', () => {
  it('is worth the moving average, or the youngest goods', () => {
    const pool = empty();
    come(pool, 10, 2);
    come(pool, 10, 4);
    expect(values(go(pool, 12))).toEqual([euro(-36), euro(-28)]);
    expect([pool.averageValue, pool.fifoValue]).toEqual([euro(24), euro(32)]);
    come(pool, 2, 1);
    expect(values(go(pool, 10))).toEqual([euro(-26), euro(-34)]);
    expect(pool).toMatchObject({ quantity: 0, averageValue: 0, fifoValue: 0 });
  });

  it('goes below zero at the last cost, and says what was guessed wrong once the goods come', () => {
    const pool = empty();
    come(pool, 1, 2);
    expect(values(go(pool, 5))).toEqual([euro(-10), euro(-10)]);
    expect([pool.averageValue, pool.fifoValue]).toEqual([euro(-8), euro(-8)]);
    // Of ten pieces at 3 four have gone at 2 already.
    expect(come(pool, 10, 3)).toEqual({
      averageValue: euro(26),
      fifoValue: euro(26),
      averageDifference: euro(4),
      fifoDifference: euro(4),
    });
    expect(pool).toMatchObject({ quantity: pieces(6), averageValue: euro(18), fifoValue: euro(18) });
    expect(pool.layers.at(-1)).toMatchObject({ remaining: pieces(6), remainingValue: euro(18) });
  });

  it('takes a receipt back at what it came for', () => {
    const pool = empty();
    come(pool, 10, 2);
    come(pool, 10, 4);
    const last = pool.layers.at(-1);
    expect(values(takeBack(pool, pieces(10), euro(40), last))).toEqual([euro(-40), euro(-40)]);
    expect(pool).toMatchObject({ averageValue: euro(20), fifoValue: euro(20) });
    expect(pool.layers.map(({ remaining }) => remaining)).toEqual([pieces(10), 0]);
  });

  it('is never worth anything when it is empty, nor something else than its layers', () => {
    const step = fc.record({
      n: fc.integer({ min: -40, max: 40 }).filter((n) => n !== 0),
      cents: fc.integer({ min: 0, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const pool = empty(euro(1));
        let entered = { average: 0, fifo: 0, quantity: 0 };
        for (const { n, cents } of steps) {
          const effect = n > 0 ? come(pool, n, cents / 100 / 3) : go(pool, -n);
          entered = {
            average: entered.average + effect.averageValue,
            fifo: entered.fifo + effect.fifoValue,
            quantity: entered.quantity + pieces(n),
          };
          expect([pool.averageValue, pool.fifoValue, pool.quantity]).toEqual(Object.values(entered));
          const left = pool.layers.reduce((sum, { remaining }) => sum + remaining, 0);
          const worth = pool.layers.reduce((sum, { remainingValue }) => sum + remainingValue, 0);
          expect(left).toBe(Math.max(0, pool.quantity));
          if (pool.quantity >= 0) expect(worth).toBe(pool.fifoValue);
          if (pool.quantity === 0) expect([pool.averageValue, pool.fifoValue]).toEqual([0, 0]);
          if (pool.quantity > 0) expect(Math.min(pool.averageValue, pool.fifoValue)).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 400 },
    );
  });
});
