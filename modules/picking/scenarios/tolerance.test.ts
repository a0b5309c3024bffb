import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstOf, openPickingHouse, type PickingHouse, problem } from './picking-house.ts';

let house: PickingHouse;
beforeAll(async () => {
  house = await openPickingHouse();
});
afterAll(() => house.close());

it('first-user 11: how far a weight may be off is said at the walk, and holds for the next one', async () => {
  const medal = await house.product('MEDAL-20', { weight: '20', weightUnit: 'g' });
  await house.stock(medal, '200', await house.place('R1-F1'));
  const first = await house.plan([await house.order([[medal, '50']])]);
  const task = firstOf(await house.walk(first.id));
  const takes = (quantity: string, gross: string) => house.take(first.id, task, quantity, { gross, tare: '0' });
  // 1000 g are 50 pieces, a quarter more than the 40 that are said.
  expect(problem(await takes('40', '1000'))).toEqual([422, 'picking.reasonNeeded']);
  const change = (id: number, tolerance: string, version: number, as = '1:*') =>
    house.t.call('PATCH', `/picking/waves/${id}`, {
      as,
      body: { tolerance },
      headers: { 'if-match': `"${version}"` },
    });
  expect((await change(first.id, '-1', first.version)).status).toBe(422);
  expect((await change(first.id, '25', first.version, '2:picking.wave:update,picking.wave:read')).status).toBe(403);
  expect(await change(first.id, '25', first.version)).toMatchObject({ status: 200, body: { tolerance: '25' } });
  expect((await takes('40', '1000')).status).toBe(200);
  const second = await house.plan([await house.order([[medal, '10']])]);
  expect((await house.walk(second.id)).tolerance).toBe('25');
  await house.post(`/picking/waves/${second.id}/cancel`);
  const canceled = await house.get<{ version: number }>(`/picking/waves/${second.id}`);
  expect((await change(second.id, '5', canceled.version)).status).toBe(409);
});
