import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { update } from '#kernel/server/write.ts';
import { box } from '#modules/stock/contract/index.ts';
import { type House, openHouse } from './counting.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
}, 60_000);
afterEach(() => house.close());

describe('what somebody counts', () => {
  it('PRD-WHS-09 is not told to who counts it again', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    const count = await house.started();
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '7' });
    await house.send(200, `/stocktake/places/${place.id}/finish`, {}, house.anna);
    const reads = ',stocktake.entry:read';
    const saidTo = async (url: string, who: string) => JSON.stringify(await house.get(url, who + reads));
    const pages = [
      '/stocktake/entries',
      '/stocktake/positions',
      '/stocktake/positions/1/history',
      '/stocktake/entries/1',
    ];
    const told = async () => {
      for (const url of pages.slice(0, 3)) expect(await saidTo(url, house.ben)).not.toMatch(/"7(\.0+)?"/);
      const entry = await house.t.call('GET', pages[3] ?? '', { as: house.ben + reads });
      expect(entry.status).toBe(404);
    };
    await told();
    await house.send(200, `/stocktake/counts/${count.id}/recount`, { positions: [1] });
    await told();
    expect(await house.get('/stocktake/entries', house.anna + reads)).toMatchObject({ items: [{ quantity: '7' }] });
    await house.counts(place, { product: clay, quantity: '8' }, house.ben);
    expect(await house.get('/stocktake/entries', house.ben + reads)).toMatchObject({ items: [{ quantity: '8' }] });
    expect(await house.get('/stocktake/entries?sort=id')).toMatchObject({
      items: [{ quantity: '7' }, { quantity: '8' }],
    });
  });

  it('is of one lot, not of a known one and a new one at once', async () => {
    const tin = await house.product('TIN', { tracking: 'lot' });
    const known = await house.lot(tin, 'A');
    await house.stock(tin, '5', { lot: known });
    const place = await house.placeAt(await house.started(), house.store);
    const both = { product: tin, lot: known, newLot: 'B', quantity: '1' };
    expect(await house.counts(place, both, house.anna, 422)).toMatchObject({ code: 'stocktake.lotNamedTwice' });
    const named = { product: tin, newLot: 'A', quantity: '1' };
    expect(await house.counts(place, named, house.anna, 409)).toMatchObject({ code: 'stocktake.lotExists' });
  });

  it('is never more than can be held exactly', async () => {
    const clay = await house.product('CLAY');
    const place = await house.placeAt(await house.started(), house.store);
    await house.counts(place, { product: clay, quantity: '9000000000' });
    const more = { product: clay, quantity: '9000000000', adds: true };
    expect(await house.counts(place, more, house.anna, 422)).toMatchObject({ code: 'kernel.amountTooLarge' });
  });

  it('lies in no box that is out of use', async () => {
    const clay = await house.product('CLAY');
    const { box: id, compartment } = await house.boxFor('S-1', house.store, clay);
    await update(house.ctx, box, [{ id, patch: { isActive: false } }]);
    const place = await house.placeAt(await house.started(), house.store);
    expect(await house.counts(place, { product: clay, compartment, quantity: '1' }, house.anna, 409)).toMatchObject({
      code: 'stock.boxOutOfUse',
    });
  });
});
