import { describe } from 'vitest';
import { testRandomWork } from './random-runs.ts';
import { randomStock } from './random-stock.ts';
import { interleavings } from './run-length.ts';
import { openStockHouse } from './stock-house.ts';

describe('PRD-WHS-03 PRD-WHS-04 whatever a warehouse full of people does at once', () => {
  testRandomWork('ledger = balances, reserved ≤ on hand', interleavings, async () => {
    const stock = await openStockHouse();
    return { work: randomStock(stock), close: () => stock.house.close() };
  });
});

/** More is ordered than there is; some of it is given from one to the other, taken away, delivered and cancelled. */
const reserving = { order: 8, deliver: 4, cancel: 1, receive: 4, allocate: 5, assign: 3, release: 4, reassign: 6 };

describe('whoever takes stock from whom', () => {
  testRandomWork('nothing is reserved twice, and no order forgotten', interleavings, async () => {
    const stock = await openStockHouse();
    return { work: randomStock(stock, reserving), close: () => stock.house.close() };
  });
});
