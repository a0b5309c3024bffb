import { expect, it } from 'vitest';
import { openTestEngine } from '#kernel/server/testing.ts';
import { countRepeats } from './count-repeats.ts';
import { workOff } from './random-runs.ts';
import { randomStock } from './random-stock.ts';
import { stockActs } from './stock-acts.ts';
import { openStockHouse } from './stock-house.ts';

const ofBoxes = { fillBox: 2, emptyBox: 2, moveBox: 1, order: 1, receive: 1, deliver: 1, release: 1 };

it('first-user 16: those who fill, empty, move and deliver from the same boxes never hear of a deadlock', async () => {
  const { engine, repeats } = countRepeats(await openTestEngine({ file: true }));
  const stock = await openStockHouse({ engine });
  try {
    const { receive } = stockActs(stock);
    for (let n = 0; n < 6; n++) await receive({ kind: 'receive', pick: n, other: 0, pieces: 4, way: 0 });
    const before = { ...repeats };
    const { wrong } = await workOff(randomStock(stock, ofBoxes), { seed: 16, pieces: 300, workers: 16 });
    expect(wrong).toEqual([]);
    // One in a thousand (quality bar §2.3), and a few more of so short a run.
    const allowed = 3 + (repeats.transactions - before.transactions) / 1000;
    expect(repeats.deadlocks - before.deadlocks, repeats.at.join('\n')).toBeLessThanOrEqual(allowed);
  } finally {
    await stock.house.close();
  }
}, 120_000);
