import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { euro, type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

const clerks = 6;
const rounds = 12;
const numbers = async (text: string): Promise<number[][]> =>
  (await sendStatement(house.ctx.db, text, [])).rows.map((row) => Object.values(row).map(Number));

/** Chance, the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

describe('a ledger that is valued while it grows', () => {
  it('has one entry for each movement over the border, and agrees with the stock', async () => {
    const products = await Promise.all(['A', 'B', 'C'].map((sku) => house.product(sku, { purchasePrice: euro('2') })));
    for (const product of products) await house.receive(product, '500', '3');
    let isOver = false;
    const clerk = async (seed: number) => {
      const roll = dice(seed);
      for (let round = 0; round < rounds; round++) {
        const product = products[roll(products.length)] ?? 0;
        if (roll(2) === 0) await house.receive(product, `${roll(9) + 1}`, `${roll(5) + 1}`);
        else await house.sell(product, `${roll(5) + 1}`);
      }
    };
    const appraiser = async () => {
      while (!isOver) {
        await house.value();
        await wait(1);
      }
    };
    const appraisers = [appraiser(), appraiser()];
    await Promise.all(Array.from({ length: clerks }, (_, seed) => clerk(seed + 1)));
    isOver = true;
    await Promise.all(appraisers);
    await house.value();

    const [[movements = 0, entries = 0, valued = 0] = []] = await numbers(
      `SELECT (SELECT COUNT(*) FROM stock_movement) AS movements, COUNT(*) AS entries, COUNT(DISTINCT movement) AS valued
        FROM valuation_entry`,
    );
    expect([entries, valued]).toEqual([movements, movements]);
    expect(movements).toBe(products.length + clerks * rounds);
    const stock = await numbers(
      `SELECT b.product, SUM(b.on_hand) AS q FROM stock_balance b JOIN stock_location l ON l.id = b.location
        WHERE l.kind = 'storage' GROUP BY b.product ORDER BY b.product`,
    );
    expect(await numbers('SELECT product, quantity FROM valuation_stand ORDER BY product')).toEqual(stock);
    const sums = (table: string, columns: string) =>
      numbers(`SELECT product, ${columns} FROM ${table} GROUP BY product ORDER BY product`);
    const stands = await sums('valuation_stand', 'SUM(quantity) q, SUM(average_value) a, SUM(fifo_value) f');
    expect(await sums('valuation_entry', 'SUM(quantity) q, SUM(average_value) a, SUM(fifo_value) f')).toEqual(stands);
    expect(await sums('valuation_layer', 'SUM(remaining) q, SUM(remaining_value) f')).toEqual(
      stands.map(([product = 0, quantity = 0, , fifo = 0]) => [product, quantity, fifo]),
    );
  }, 120_000);
});
