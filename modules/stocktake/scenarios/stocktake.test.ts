import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '#modules/org/server/index.ts';
import { coverageOf } from '#modules/stock/server/index.ts';
import { type House, openHouse } from './counting.ts';

let house: House;
beforeEach(async () => {
  house = await openHouse();
}, 60_000);
afterEach(() => house.close());

const pieces = (count: number) => count * 1_000_000;
const movements = async (count: { id: number }) => {
  const query = house.ctx.db.selectFrom('stock_movement').selectAll().where('source_resource', '=', 'stocktake.count');
  const rows = await query.where('source_id', '=', count.id).orderBy('id').execute();
  return rows.map((row) => `${row.kind} ${row.source} ${Number(row.quantity) / 1e6}`);
};

describe('a stocktake', () => {
  it('PRD-WHS-09 one shelf, a difference, posted by somebody else', async () => {
    const clay = await house.product('CLAY');
    const shelf = await house.place('R04-F02');
    await house.stock(clay, '10', { to: shelf });
    const draft = await house.send(201, '/stocktake/counts', { kind: 'zone', location: shelf });
    expect(await house.get(`/stocktake/counts/${draft.id}/preview`)).toMatchObject({
      places: 1,
      positions: 1,
      busyPlaces: 0,
    });
    const count = await house.send(200, `/stocktake/counts/${draft.id}/start`);
    expect(count).toMatchObject({ state: 'counting', warehouse: { title: 'MAIN' } });
    expect(count.number).toMatch(/^IV\d{4}-00001$/);
    const place = await house.placeAt(count, shelf);
    await house.send(409, `/stocktake/counts/${count.id}/post`);
    await house.counts(place, { product: clay, quantity: '8' });
    await house.send(200, `/stocktake/places/${place.id}/finish`, {}, house.anna);
    const all = `${house.anna.split(':')[0]}:*`;
    const own = await house.send(409, `/stocktake/counts/${count.id}/post`, {}, all);
    expect(own).toMatchObject({ code: 'stocktake.postedByCounter' });
    await house.send(403, `/stocktake/counts/${count.id}/post`, {}, house.ben);
    const posted = await house.send(200, `/stocktake/counts/${count.id}/post`);
    expect(posted).toMatchObject({ state: 'posted', date: house.today });
    expect(await movements(count)).toEqual([`count ${count.number} 2`]);
    expect(await house.balances(clay)).toEqual({ [`${shelf}/0/0`]: '8 (0)' });
    expect((await house.send(409, `/stocktake/counts/${count.id}/post`)).code).toBe('kernel.illegalTransition');
    await house.counts(place, { product: clay, quantity: '9' }, house.anna, 409);
    await house.send(200, `/stocktake/counts/${count.id}/reverse`, { reason: 'wrong shelf' });
    expect(await house.balances(clay)).toEqual({ [`${shelf}/0/0`]: '10 (0)' });
  });

  it('is blind: neither pages nor lists tell the counter what the books say', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    const count = await house.started();
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '8' }, house.ben);
    const { positions } = await house.sheet(place);
    expect(positions).toMatchObject([{ product: { title: 'CLAY' }, state: 'counted', counted: null, isMine: false }]);
    expect(JSON.stringify(await house.get('/stocktake/positions', house.anna))).not.toMatch(/"(expected|difference)"/);
    expect((await house.progress(count, house.anna)).differences).toBeNull();
    await house.t
      .call('GET', `/stocktake/counts/${count.id}/differences`, { as: house.anna })
      .then(({ status }) => expect(status).toBe(403));
    expect((await house.differences(count)).items).toMatchObject([
      { expected: '10', counted: '8', difference: '-2', countedBy: { title: 'Ben' } },
    ]);
  });

  it('tells two people who count the same bin, and lets one take over', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    const count = await house.started();
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '4' });
    const told = await house.counts(place, { product: clay, quantity: '5' }, house.ben, 409);
    expect(told).toMatchObject({ code: 'stocktake.placeTaken', params: { user: 'Anna', location: 'MAIN-STOCK' } });
    await house.send(200, `/stocktake/places/${place.id}/begin`, { takeOver: true }, house.ben);
    expect(await house.counts(place, { product: clay, quantity: '5' }, house.ben, 409)).toMatchObject({
      code: 'stocktake.alreadyCounted',
      params: { user: 'Anna', product: 'CLAY' },
    });
    await house.counts(place, { product: clay, quantity: '5', takeOver: true }, house.ben);
    expect((await house.differences(count)).items).toMatchObject([{ counted: '5', countedBy: { title: 'Ben' } }]);
    const both = await Promise.all(
      [house.anna, house.ben].map((as) =>
        house.t.call('POST', `/stocktake/places/${place.id}/begin`, { as, body: {} }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('counts while goods move: what moves after the counting does not matter', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    const shop = await house.place('SHOP');
    const count = await house.started({ includesEmpty: false });
    const place = await house.placeAt(count, house.store);
    await house.post('transfer', [{ product: clay, from: house.store, to: shop, quantity: pieces(3) }]);
    await house.counts(place, { product: clay, quantity: '6' });
    await house.post('transfer', [{ product: clay, from: house.store, to: shop, quantity: pieces(2) }]);
    await house.send(200, `/stocktake/places/${place.id}/finish`, {}, house.anna);
    await house.send(200, `/stocktake/counts/${count.id}/post`);
    expect(await house.balances(clay)).toEqual({ [`${house.store}/0/0`]: '4 (0)', [`${shop}/0/0`]: '5 (0)' });
  });

  it('takes a count that could not be sent at once as of when it was made', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    const count = await house.started({ includesEmpty: false });
    const place = await house.placeAt(count, house.store);
    const at = new Date(house.t.app.clock()).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 30));
    await house.post('opening', [{ product: clay, from: await opening(), to: house.store, quantity: pieces(5) }]);
    await house.counts(place, { product: clay, quantity: '10', at });
    expect((await house.differences(count)).items).toEqual([]);
  });

  it('adds what is found further back, unless it moved in between', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    const shop = await house.place('SHOP');
    const count = await house.started({ includesEmpty: false });
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '4' });
    await house.counts(place, { product: clay, quantity: '6', adds: true });
    expect((await house.sheet(place)).positions).toMatchObject([{ counted: '10', isMine: true }]);
    await house.post('transfer', [{ product: clay, from: house.store, to: shop, quantity: pieces(1) }]);
    expect(await house.counts(place, { product: clay, quantity: '1', adds: true }, house.anna, 409)).toMatchObject({
      code: 'stocktake.movedMeanwhile',
    });
  });

  it('frozen places move nothing but the count, until it is posted', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    const shop = await house.place('SHOP');
    const count = await house.started({ freezes: true });
    const move = [{ product: clay, from: house.store, to: shop, quantity: pieces(1) }];
    await expect(house.post('transfer', move)).rejects.toMatchObject({ code: 'stock.locationFrozen' });
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '12' });
    await house.send(200, `/stocktake/counts/${count.id}/post`, { partly: true });
    expect(await house.balances(clay)).toEqual({ [`${house.store}/0/0`]: '12 (0)' });
    await house.post('transfer', move);
    const second = await house.started({ freezes: true });
    await house.send(200, `/stocktake/counts/${second.id}/cancel`);
    await house.post('transfer', move);
  });

  it('asks for a second count by somebody else where the difference is great', async () => {
    const [clay, wax] = [await house.product('CLAY'), await house.product('WAX')];
    await house.stock(clay, '100');
    await house.stock(wax, '100');
    const count = await house.started({ includesEmpty: false, tolerance: '2' });
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '99' });
    await house.counts(place, { product: wax, quantity: '90' });
    await house.send(200, `/stocktake/places/${place.id}/finish`, {}, house.anna);
    expect(await house.send(409, `/stocktake/counts/${count.id}/post`)).toMatchObject({
      code: 'stocktake.recountNeeded',
      params: { count: 1 },
    });
    await house.send(200, `/stocktake/counts/${count.id}/recount`);
    const again = await house.placeAt(count, house.store);
    expect(again).toMatchObject({ state: 'open', isRecount: true, open: 1 });
    expect((await house.sheet(place, house.ben)).positions).toMatchObject([
      { product: { title: 'WAX' }, counted: null, isForOthers: false },
    ]);
    const first = (await house.sheet(place)).positions.find(({ product }) => product.title === 'WAX');
    expect(first).toMatchObject({ counted: null, isForOthers: true });
    expect(await house.counts(place, { product: wax, quantity: '90' }, house.anna, 409)).toMatchObject({
      code: 'stocktake.recountBySomebodyElse',
    });
    expect(await house.send(409, `/stocktake/places/${place.id}/finish`, {}, house.ben)).toMatchObject({
      code: 'stocktake.stillOpen',
    });
    await house.counts(place, { product: wax, quantity: '91' }, house.ben);
    expect((await house.sheet(place, house.ben)).positions).toMatchObject([{ state: 'recounted', counted: '91' }]);
    await house.send(200, `/stocktake/places/${place.id}/finish`, {}, house.ben);
    expect((await house.differences(count)).items.map((one) => [one.counted, one.firstCounted, one.state])).toEqual([
      ['91', '90', 'recounted'],
      ['99', null, 'counted'],
    ]);
    await house.send(200, `/stocktake/counts/${count.id}/post`);
    expect(await house.balances(wax)).toEqual({ [`${house.store}/0/0`]: '91 (0)' });
  });

  it('knows lots, serial numbers and boxes, finds what the books do not know, and misses what is not there', async () => {
    const barcodes = [
      { code: '4006381333931', kind: 'gtin' as const, quantity: null },
      { code: 'TIN-6', kind: 'internal' as const, quantity: pieces(6) },
    ];
    const tin = await house.product('TIN', { tracking: 'lot', barcodes });
    const scale = await house.product('SCALE', { tracking: 'serial' });
    const figure = await house.product('FIGURE');
    const [a, s1] = [await house.lot(tin, 'A'), await house.lot(scale, 'S1')];
    const shelf = await house.place('SHELF');
    const { compartment } = await house.boxFor('S-1', shelf, figure);
    await house.stock(tin, '10', { lot: a, to: shelf });
    await house.stock(scale, '1', { lot: s1, to: shelf });
    await house.stock(figure, '7', { to: shelf, toCompartment: compartment });
    const count = await house.started({ kind: 'zone', location: shelf });
    const place = await house.placeAt(count, shelf);
    const scan = (code: string) => house.get(`/stocktake/counts/${count.id}/scan?code=${code}`, house.anna);
    expect(await scan('S-1/A-B')).toMatchObject({ kind: 'place', place: place.id, compartment: { id: compartment } });
    expect(await scan('A')).toMatchObject({ kind: 'goods', product: { id: tin }, tracking: 'lot', lot: { id: a } });
    // As a label of the house carries it, also with a lot that nobody knows yet.
    expect(await scan(encodeURIComponent(']d2240TIN\u001d10A'))).toMatchObject({ lot: { id: a }, unknownLot: null });
    expect(await scan(encodeURIComponent(']d2240TIN\u001d10NEW'))).toMatchObject({ lot: null, unknownLot: 'NEW' });
    const coded = (await house.sheet(place)).positions.find((one) => one.product.id === tin);
    expect(coded?.codes).toEqual([
      { code: 'TIN', pieces: '1' },
      { code: '4006381333931', pieces: '1' },
      { code: 'TIN-6', pieces: '6' },
    ]);
    const unknown = await house.t.call('GET', `/stocktake/counts/${count.id}/scan?code=NIX`, { as: house.anna });
    expect(unknown.body.code).toBe('stocktake.unknownCode');
    const elsewhere = await house.t.call('GET', `/stocktake/counts/${count.id}/scan?code=MAIN-STOCK`, {
      as: house.anna,
    });
    expect(elsewhere.body).toMatchObject({ code: 'stocktake.placeNotInCount', params: { location: 'MAIN-STOCK' } });
    expect(await house.counts(place, { product: tin, quantity: '9' }, house.anna, 422)).toMatchObject({
      code: 'stock.lotNeeded',
    });
    await house.counts(place, { product: tin, lot: a, quantity: '9' });
    await house.counts(place, { product: tin, newLot: 'B', quantity: '2' });
    expect(await house.counts(place, { product: tin, newLot: 'B', quantity: '2' }, house.anna, 409)).toMatchObject({
      code: 'stocktake.lotExists',
    });
    expect(await house.counts(place, { product: scale, lot: s1, quantity: '2' }, house.anna, 422)).toMatchObject({
      code: 'stock.serialIsOnePiece',
    });
    await house.counts(place, { product: figure, compartment, quantity: '8' });
    expect(await house.send(409, `/stocktake/places/${place.id}/finish`, {}, house.anna)).toMatchObject({
      code: 'stocktake.stillOpen',
      params: { count: 1 },
    });
    await house.send(200, `/stocktake/places/${place.id}/finish`, { restIsGone: true }, house.anna);
    const store = house.store;
    const box = await house.ctx.db.selectFrom('stock_box').select('id').executeTakeFirstOrThrow();
    await house.send(200, `/stock/boxes/${box.id}/move`, { location: store });
    await house.send(200, `/stocktake/counts/${count.id}/post`);
    const b = await house.ctx.db
      .selectFrom('stock_lot')
      .select('id')
      .where('number', '=', 'B')
      .executeTakeFirstOrThrow();
    expect(await house.balances(tin)).toEqual({ [`${shelf}/0/${a}`]: '9 (0)', [`${shelf}/0/${b.id}`]: '2 (0)' });
    expect(await house.balances(scale)).toEqual({});
    expect(await house.balances(figure)).toEqual({ [`${store}/${compartment}/0`]: '8 (0)' });
  });

  it('takes back a wrong entry, and keeps who counted what', async () => {
    const [clay, wax] = [await house.product('CLAY'), await house.product('WAX')];
    await house.stock(clay, '10');
    const count = await house.started({ includesEmpty: false });
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '1' });
    await house.counts(place, { product: wax, quantity: '3' });
    const { positions } = await house.sheet(place);
    for (const { id } of positions)
      await house.send(200, `/stocktake/places/${place.id}/clear`, { position: id }, house.anna);
    expect((await house.sheet(place)).positions).toMatchObject([
      { product: { title: 'CLAY' }, state: 'open', counted: null },
      { product: { title: 'WAX' }, state: 'counted', counted: '0' },
    ]);
    const rows = await house.ctx.db.selectFrom('stocktake_entry').selectAll().orderBy('id').execute();
    expect(rows.map((row) => (row.quantity === null ? null : Number(row.quantity) / 1e6))).toEqual([1, 3, null, 0]);
  });

  it('gives back reservations of what is not there, the latest first', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    await house.reserve(clay, 4, 1, addDays(house.today, 1));
    await house.reserve(clay, 4, 2, addDays(house.today, 9));
    const count = await house.started({ includesEmpty: false });
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '5' });
    await house.send(200, `/stocktake/places/${place.id}/finish`, {}, house.anna);
    await house.send(200, `/stocktake/counts/${count.id}/post`);
    expect(await house.balances(clay)).toEqual({ [`${house.store}/0/0`]: '5 (5)' });
    const held = await house.ctx.db
      .selectFrom('stock_reservation')
      .select(['source_id', 'quantity'])
      .orderBy('id')
      .execute();
    expect(held.map((row) => [Number(row.source_id), Number(row.quantity) / 1e6])).toEqual([
      [1, 4],
      [2, 1],
    ]);
    const asked = await house.ctx.db.selectFrom('stock_demand').select(['source_id', 'quantity']).execute();
    expect(asked.map((row) => [Number(row.source_id), Number(row.quantity) / 1e6])).toEqual([[2, 3]]);
  });

  it('gives orders whose goods are missing what is free of them elsewhere, and shows what they still lack', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '6');
    await house.reserve(clay, 2, 1, addDays(house.today, 1));
    await house.reserve(clay, 4, 2, addDays(house.today, 9));
    const shelf = await house.place('SHELF');
    await house.stock(clay, '1', { to: shelf });
    const count = await house.started({ includesEmpty: false, freezes: true });
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '3' });
    await house.send(200, `/stocktake/counts/${count.id}/post`, { partly: true });
    expect(await house.balances(clay)).toEqual({ [`${house.store}/0/0`]: '3 (3)', [`${shelf}/0/0`]: '1 (1)' });
    const covered = (id: number) => coverageOf(house.ctx, { resource: 'test.order', id });
    expect(await covered(1)).toMatchObject([{ reserved: '2', open: '0' }]);
    expect(await covered(2)).toMatchObject([{ reserved: '2', open: '2' }]);
    const found = await house.ctx.db.selectFrom('stocktake_position').select('released').orderBy('id').execute();
    expect(found.map(({ released }) => Number(released ?? 0) / 1e6)).toContain(3);
  });

  it('does not correct twice: not in two stocktakes, and not after an adjustment', async () => {
    const clay = await house.product('CLAY');
    await house.stock(clay, '10');
    const count = await house.started({ includesEmpty: false });
    const { id } = await house.send(201, '/stocktake/counts', {});
    expect(await house.send(409, `/stocktake/counts/${id}/start`)).toMatchObject({
      code: 'stocktake.alreadyCounting',
      params: { location: 'MAIN-STOCK', number: count.number },
    });
    const place = await house.placeAt(count, house.store);
    await house.counts(place, { product: clay, quantity: '8' });
    await house.send(200, `/stocktake/places/${place.id}/finish`, {}, house.anna);
    const reason = await house.ctx.db
      .selectFrom('stock_reason')
      .select('id')
      .where('code', '=', 'LOSS')
      .executeTakeFirst();
    const lines = [{ product: clay, quantity: '-2' }];
    const adjustment = await house.send(201, '/stock/adjustments', { reason: Number(reason?.id), lines });
    await house.send(200, `/stock/adjustments/${adjustment.id}/post`);
    expect(await house.send(409, `/stocktake/counts/${count.id}/post`)).toMatchObject({
      code: 'stocktake.adjustedMeanwhile',
      params: { product: 'CLAY', location: 'MAIN-STOCK' },
    });
    expect(await house.balances(clay)).toEqual({ [`${house.store}/0/0`]: '8 (0)' });
  });

  it('full ones take in empty places on their way, and go by the route', async () => {
    const rack = await house.place('RACK', { level: 'rack' });
    await house.place('BIN-2', { parent: rack, routePosition: 20 });
    await house.place('BIN-1', { parent: rack, routePosition: 30 });
    // Goods under way or not found lie nowhere; those on the packing table and in quarantine do.
    const clay = await house.product('CLAY');
    for (const purpose of ['transit', 'missing', 'picking', 'quarantine', 'blocked'] as const)
      await house.stock(clay, '1', { to: await house.place(`X-${purpose}`, { purpose }) });
    const { id } = await house.started();
    const { places } = await house.get<{ places: { location: { title: string } }[] }>(`/stocktake/counts/${id}/route`);
    expect(places.map(({ location }) => location.title)).toEqual([
      'BIN-2',
      'BIN-1',
      'MAIN-STOCK',
      'X-blocked',
      'X-picking',
      'X-quarantine',
    ]);
  });

  it('cyclic ones take in what of a class has not been counted for long', async () => {
    const [best, rest] = [await house.product('BEST', { purchasePrice: 10_000 }), await house.product('REST')];
    await house.stock(best, '10');
    await house.stock(rest, '10');
    const none = await house.send(201, '/stocktake/counts', { kind: 'cyclic', abcClass: 'A' });
    expect(none).toMatchObject({ notCountedFor: 90 });
    expect(await house.send(409, `/stocktake/counts/${none.id}/start`)).toMatchObject({ code: 'stocktake.noClasses' });
    expect(
      (await house.t.call('POST', '/stocktake/counts', { as: house.clara, body: { kind: 'cyclic' } })).body.fields,
    ).toMatchObject([{ path: 'abcClass', code: 'stocktake.classNeeded' }]);
    const now = { created_at: 1, updated_at: 1, rank: 1, quantity: 0, value: 0, share: 0, computed_on: house.today };
    await house.ctx.db
      .insertInto('replenishment_abc_class')
      .values({ ...now, product: best, class: 'A' })
      .execute();
    const count = await house.send(200, `/stocktake/counts/${none.id}/start`);
    const place = await house.placeAt(count, house.store);
    expect((await house.sheet(place)).positions.map(({ product }) => product.title)).toEqual(['BEST']);
    await house.counts(place, { product: best, quantity: '10' });
    await house.send(200, `/stocktake/places/${place.id}/finish`, {}, house.anna);
    await house.send(200, `/stocktake/counts/${count.id}/post`);
    const next = await house.send(201, '/stocktake/counts', { kind: 'cyclic', abcClass: 'A' });
    expect(await house.send(409, `/stocktake/counts/${next.id}/start`)).toMatchObject({
      code: 'stocktake.nothingToCount',
    });
  });
});

const opening = async (): Promise<number> => {
  const query = house.ctx.db.selectFrom('stock_location').select('id').where('kind', '=', 'opening');
  return Number((await query.executeTakeFirst())?.id);
};
