import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWarehouse, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { defaultLocation } from '../server/index.ts';
import { papersOf } from './papers.ts';

/** Goods that appear or are gone, and goods that wait for a judgement, are somebody's decision; so is taking it back. */
describe('decisions about stock', () => {
  let house: Warehouse;
  const { post, act, booked, reason } = papersOf(() => house);
  const reads = 'stock.balance:read,stock.location:read,catalog.variant:read,stock.transfer:read,stock.receipt:read';
  const clerk = `2:${reads},stock.transfer:reverse,stock.transfer:create,stock.transfer:post,stock.receipt:create,stock.receipt:post,stock.receipt:reverse`;
  const call = async (path: string, body: object, as: string) => {
    const answer = await house.t.call('POST', path, { as, body });
    return [answer.status, (answer.body.params as { permission?: string } | undefined)?.permission];
  };
  beforeAll(async () => {
    house = await openWarehouse();
  });
  afterAll(() => house.close());

  it('PRD-PRM-26 does not let goods out of nowhere into a box, nor out of a box to nowhere', async () => {
    const tin = await house.product('D-TIN');
    const { box, compartment } = await house.boxFor('D-BOX', house.store, tin);
    const filler = '7:stock.box:put,stock.box:move,stock.box:read';
    for (const kind of ['supplier', 'adjustment', 'customer', 'opening'] as const) {
      const from = await defaultLocation(house.ctx, kind);
      const filling = { compartment, product: tin, quantity: '5', from };
      expect(await house.t.call('POST', `/stock/boxes/${box}/put`, { as: filler, body: filling })).toMatchObject({
        status: 422,
        body: { code: 'stock.notAStorageLocation' },
      });
    }
    expect(await house.balances(tin)).toEqual({});
    await house.stock(tin, '5');
    await act(`/stock/boxes/${box}/put`, { compartment, product: tin, quantity: '5', from: house.store });
    const nowhere = { location: await defaultLocation(house.ctx, 'supplier') };
    expect((await house.t.call('POST', `/stock/boxes/${box}/move`, { as: filler, body: nowhere })).status).toBe(422);
    expect(await house.balances(tin)).toEqual({ [`${house.store}/${compartment}/0`]: '5 (0)' });
  });

  it('PRD-PRM-26 lets nobody take a write-off back who may not write off', async () => {
    const tin = await house.product('D-LOST');
    await house.stock(tin, '10');
    const shelf = await house.place('D-SHELF');
    const { id } = (await post('/stock/transfers', { to: shelf, lines: [{ product: tin, quantity: '10' }] })).body;
    await act(`/stock/transfers/${id}/ship`);
    await act(`/stock/transfers/${id}/receive`, { arrivals: [{ product: tin, quantity: '7' }] });
    await act(`/stock/transfers/${id}/writeOff`, { reason: await reason('LOSS') });
    const refused = [403, 'stock.adjustment:post'];
    expect(await call(`/stock/transfers/${id}/reverse`, { reason: 'found again' }, clerk)).toEqual(refused);
    expect(await call('/stock/work/undo', { resource: 'stock.transfer', id }, clerk)).toEqual(refused);
    const manager = `${clerk},stock.adjustment:post`;
    expect((await call(`/stock/transfers/${id}/reverse`, { reason: 'found again' }, manager))[0]).toBe(200);
    expect(await house.balances(tin)).toEqual({ [`${house.store}/0/0`]: '10 (0)' });
  });

  it('PRD-PRM-26 lets goods out of quarantine by those who may, or who have just brought them there', async () => {
    const tin = await house.product('D-HELD');
    await house.stock(tin, '10');
    const quarantine = await house.place('D-QUARANTINE', { purpose: 'quarantine' });
    const into = { to: quarantine, lines: [{ product: tin, quantity: '2' }] };
    const { id: byManager } = await booked('transfers', into);
    const again = { reason: 'again' };
    expect(await call(`/stock/transfers/${byManager}/reverse`, again, clerk)).toEqual([403, 'stock.location:release']);
    const { id: own } = (await post('/stock/transfers', into, clerk)).body;
    expect((await call(`/stock/transfers/${own}/post`, {}, clerk))[0]).toBe(200);
    expect((await call(`/stock/transfers/${own}/reverse`, again, clerk))[0]).toBe(200);
    const inspector = `${clerk},stock.location:release`;
    expect((await call(`/stock/transfers/${byManager}/reverse`, again, inspector))[0]).toBe(200);
    expect(await house.balances(tin)).toEqual({ [`${house.store}/0/0`]: '10 (0)' });
  });

  it('takes back at the work place what one has posted oneself, not what one has only entered', async () => {
    const tin = await house.product('D-UNDO');
    const entered = Number(
      (await post('/stock/receipts', { lines: [{ product: tin, quantity: '9' }] }, clerk)).body.id,
    );
    await act(`/stock/receipts/${entered}/post`);
    const undoer = clerk.replace(',stock.receipt:reverse', '');
    const undo = (id: number) => call('/stock/work/undo', { resource: 'stock.receipt', id }, undoer);
    expect(await undo(entered)).toEqual([403, 'stock.receipt:reverse']);
    const theirs = Number((await post('/stock/receipts', { lines: [{ product: tin, quantity: '4' }] })).body.id);
    expect((await call(`/stock/receipts/${theirs}/post`, {}, undoer))[0]).toBe(200);
    expect((await undo(theirs))[0]).toBe(200);
    const opening = (await post('/stock/receipts', { kind: 'opening', lines: [{ product: tin, quantity: '1' }] })).body;
    await act(`/stock/receipts/${opening.id}/post`);
    expect(await call(`/stock/receipts/${opening.id}/reverse`, { reason: 'again' }, clerk)).toEqual([
      403,
      'stock.adjustment:post',
    ]);
    expect(await house.balances(tin)).toEqual({ [`${house.store}/0/0`]: '10 (0)' });
  });
});
