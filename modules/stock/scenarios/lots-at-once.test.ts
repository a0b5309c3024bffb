import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWarehouse, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { papersOf } from './papers.ts';

let house: Warehouse;
const { make, post } = papersOf(() => house);
beforeAll(async () => {
  house = await openWarehouse();
});
afterAll(() => house.close());

it('PRD-WHS-05 deliveries posted at the same instant share the lots that are new, though each has some of its own', async () => {
  const articles: number[] = [];
  for (const sku of ['L-ONE', 'L-TWO', 'L-THREE']) articles.push(await house.product(sku, { tracking: 'lot' }));
  for (let round = 0; round < 12; round++) {
    const papers: number[] = [];
    for (let n = 0; n < 6; n++) {
      const own = articles.filter((_, index) => index === n % 3 || index === (n + round) % 3);
      const lines = own.map((product) => ({ product, lots: `NEW-${round}`, quantity: '1' }));
      papers.push((await make('/stock/receipts', { lines })).id);
    }
    const answers = await Promise.all(papers.map((id) => post(`/stock/receipts/${id}/post`)));
    expect(answers.filter(({ status }) => status !== 200).map(({ body }) => body.code)).toEqual([]);
  }
  const lots = await house.ctx.db.selectFrom('stock_lot').select('id').where('product', 'in', articles).execute();
  expect(lots.length).toBe(36);
});
