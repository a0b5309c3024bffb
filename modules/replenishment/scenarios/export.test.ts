import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore, pieces, type Store } from './store.ts';

let store: Store;
beforeAll(async () => {
  store = await openStore();
}, 60_000);
afterAll(() => store.t.close());

it('exports the shortage list whole, in the words of the reader', async () => {
  const tin = await store.product('TIN', { isPurchased: true });
  await store.rule(tin, '20', { maximum: pieces('50') });
  await store.move(tin, 15);
  await store.rule(await store.product('FINE'), '0');
  const file = (query: string, as = '1:*') => store.t.call('GET', `/replenishment/shortages/export?${query}`, { as });
  expect((await file('', '1:replenishment.shortage:read')).status).toBe(403);
  const { raw, headers } = await file('format=csv');
  expect(headers['content-disposition']).toMatch(/filename="shortages-\d{4}-\d\d-\d\d\.csv"/);
  const [head, ...lines] = raw.toString().trim().split('\r\n');
  expect(head?.split(',')).toHaveLength(15);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^replenishment\.shortages\.state\.low,TIN,.*,15,0,0,15,20,50,.*,35,.*means\.buy/);
  expect((await file('format=csv&show=all')).raw.toString().trim().split('\r\n')).toHaveLength(3);
  expect((await file('format=xlsx')).raw.subarray(0, 2).toString()).toBe('PK');
});
