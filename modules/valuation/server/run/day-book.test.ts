import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Effect, type Pool, takeBack, takeIn, takeOut } from '../pool/pool.ts';
import { averagesLeaving, spread } from '../pool/spread.ts';
import { emptyDayBook } from './day-book.ts';

const step = fc.record({
  pieces: fc.integer({ min: -4, max: 4 }).filter((n) => n !== 0),
  cost: fc.integer({ min: 0, max: 100_000 }),
  day: fc.integer({ min: 10, max: 18 }),
  isBack: fc.boolean(),
});
const piece = 1_000_000;

describe('the days of a history that was entered in any order', () => {
  it('are worth nothing where nothing is left, never less than nothing where something is, and add up', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const pool: Pool = { quantity: 0, averageValue: 0, fifoValue: 0, layers: [], lastCost: 10_000 };
        const book = emptyDayBook();
        for (const [index, { pieces, cost, day, isBack }] of steps.entries()) {
          const date = `2026-03-${day}`;
          const days = book.since(1, date, pool);
          const worth = pieces * cost;
          let effect: Effect;
          let averages: number[] | undefined;
          if (pieces > 0)
            effect = takeIn(pool, { movement: index, date }, pieces * piece, { average: worth, fifo: worth });
          else if (isBack) effect = takeBack(pool, -pieces * piece, 0 - worth, pool.layers[0]);
          else {
            averages = averagesLeaving(days, -pieces * piece, pool.lastCost).map((value) => 0 - value);
            effect = takeOut(pool, -pieces * piece, { average: 0 - (averages.at(-1) ?? 0) });
          }
          const shares = spread(days, pieces * piece, effect, pool.lastCost, averages);
          for (const [n, share] of shares.entries()) book.add(1, { quantity: n === 0 ? pieces * piece : 0, ...share });
          const total = (of: 'averageValue' | 'fifoValue') => shares.reduce((sum, share) => sum + share[of], 0);
          expect([total('averageValue'), total('fifoValue')]).toEqual([effect.averageValue, effect.fifoValue]);
          const [none, ...all] = book.since(1, '2026-01-01', pool);
          expect(none).toMatchObject({ quantity: 0, averageValue: 0, fifoValue: 0 });
          for (const { quantity, averageValue, fifoValue } of all) {
            if (quantity === 0) expect([averageValue, fifoValue]).toEqual([0, 0]);
            if (quantity > 0) expect(Math.min(averageValue, fifoValue)).toBeGreaterThanOrEqual(0);
            if (quantity < 0) expect(Math.max(averageValue, fifoValue)).toBeLessThanOrEqual(0);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
