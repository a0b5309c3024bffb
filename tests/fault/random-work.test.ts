import { describe } from 'vitest';
import { testRandomWork } from './random-runs.ts';
import { randomWork } from './random-work.ts';
import { openTradingHouse } from './trading-house.ts';

describe('whatever eight workers do to each other', () => {
  testRandomWork('the books are right', 300, async () => {
    const house = await openTradingHouse();
    return { work: await randomWork(house), close: () => house.close() };
  });
});
