import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { openWarehouse, pieces, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { warehouse } from '../contract/index.ts';
import { reservationsOf, reserveStock } from '../server/index.ts';
import { papersOf } from './papers.ts';

/** Goods that are promised to somebody and have to go to another place all the same. */
describe('reserved goods', () => {
  let house: Warehouse;
  let orders = 0;
  const { post, make, act, booked, lotId } = papersOf(() => house);
  beforeAll(async () => {
    house = await openWarehouse();
  });
  afterAll(() => house.close());

  /** Promises so much to an order; tells where it is kept for it. */
  async function reserved(product: number, quantity: string) {
    orders += 1;
    const source = { resource: 'test.order', id: orders, title: `O-${orders}` };
    await withTransaction(house.ctx, (tx) =>
      reserveStock(tx, source, [{ sourceLine: 1, product, quantity: pieces(quantity) }]),
    );
    return async () => {
      const held = await reservationsOf(house.ctx, source);
      return held.map((row) => `${row.location}/${row.compartment ?? 0}/${row.lot ?? 0}: ${row.quantity / 1e6}`).sort();
    };
  }
  /** On hand and reserved at a place: `6 (2)`. */
  const at = async (product: number, place: number) => (await house.balances(product))[`${place}/0/0`];
  const work = (path: string, body: object) => post(`/stock/work/${path}`, body);
  const moved = (product: number, from: number, to: number, quantity: string) =>
    booked('transfers', { from, to, lines: [{ product, quantity }] });
  const refused = async (draft: object, verb = 'post') => {
    const { id } = await make('/stock/transfers', draft);
    const { status, body } = await post(`/stock/transfers/${id}/${verb}`);
    return { status, code: body.code, params: body.params };
  };

  it('PRD-WHS-07 are put away though an order waits for all of them, and taken back, by scanning', async () => {
    const figure = await house.product('R-FIGURE');
    const [bay, shelf] = [await house.place('R-BAY'), await house.place('R-SHELF')];
    await house.stock(figure, '10', { to: bay });
    const kept = await reserved(figure, '10');
    const put = await work('transfers', {
      from: { location: bay },
      to: { location: shelf },
      product: figure,
      quantity: '10',
    });
    expect(put).toMatchObject({ status: 201 });
    expect(await house.balances(figure)).toEqual({ [`${shelf}/0/0`]: '10 (10)' });
    expect(await kept()).toEqual([`${shelf}/0/0: 10`]);
    const undone = await work('undo', { resource: 'stock.transfer', id: put.body.id });
    expect(undone).toMatchObject({ status: 200 });
    expect(await house.balances(figure)).toEqual({ [`${bay}/0/0`]: '10 (10)' });
    expect(await kept()).toEqual([`${bay}/0/0: 10`]);
  });

  it('are put away though they are promised in the very moment of it', async () => {
    const gong = await house.product('R-GONG');
    const [bay, shelf] = [await house.place('R-BAY-M'), await house.place('R-SHELF-M')];
    await house.stock(gong, '10', { to: bay });
    const source = { resource: 'test.order', id: 4711, title: 'O-4711' };
    const promised = Promise.withResolvers<void>();
    const promising = withTransaction(house.ctx, async (tx) => {
      await reserveStock(tx, source, [{ sourceLine: 1, product: gong, quantity: pieces('10') }]);
      promised.resolve();
      // Not visible to others yet, who have to wait for it.
      await setTimeout(300);
    });
    await promised.promise;
    const put = work('transfers', { from: { location: bay }, to: { location: shelf }, product: gong, quantity: '10' });
    await promising;
    expect(await put).toMatchObject({ status: 201 });
    expect(await house.balances(gong)).toEqual({ [`${shelf}/0/0`]: '10 (10)' });
    const held = await reservationsOf(house.ctx, source);
    expect(held).toMatchObject([{ location: shelf, quantity: pieces('10') }]);
  });

  it('PRD-WHS-02 let the free ones go first, and take along of each reservation what goes', async () => {
    const star = await house.product('R-STAR');
    const [bay, shelf] = [await house.place('R-BAY-2'), await house.place('R-SHELF-2')];
    await house.stock(star, '10', { to: bay });
    const [first, second] = [await reserved(star, '3'), await reserved(star, '4')];
    await moved(star, bay, shelf, '2');
    expect([await at(star, bay), await at(star, shelf)]).toEqual(['8 (7)', '2 (0)']);
    const done = await moved(star, bay, shelf, '6');
    expect([await at(star, bay), await at(star, shelf)]).toEqual(['2 (2)', '8 (5)']);
    expect(await first()).toEqual([`${shelf}/0/0: 3`]);
    expect(await second()).toEqual([`${bay}/0/0: 2`, `${shelf}/0/0: 2`]);
    await act(`/stock/transfers/${done.id}/reverse`, { reason: 'other shelf' });
    // Of those that lie there by now, the free ones go back first.
    expect([await at(star, bay), await at(star, shelf)]).toEqual(['8 (5)', '2 (2)']);
    expect(await first()).toEqual([`${bay}/0/0: 3`]);
    expect(await second()).toEqual([`${bay}/0/0: 2`, `${shelf}/0/0: 2`]);
  });

  it('are found in the box and of the lot they came with', async () => {
    const tin = await house.product('R-TIN', { tracking: 'lot' });
    const shelf = await house.place('R-SHELF-3');
    const [one, two] = [await house.boxFor('R-BOX-1', house.store, tin), await house.boxFor('R-BOX-2', shelf, tin)];
    const lines = ['A', 'B'].map((lots) => ({ product: tin, lots, quantity: '5', compartment: one.compartment }));
    await booked('receipts', { lines });
    const kept = await reserved(tin, '8');
    const goods = { product: tin, lots: 'B', quantity: '4' };
    const line = { ...goods, fromCompartment: one.compartment, toCompartment: two.compartment };
    const done = await booked('transfers', { from: house.store, to: shelf, lines: [line, { ...line, quantity: '1' }] });
    const [a, b] = [await lotId(tin, 'A'), await lotId(tin, 'B')];
    expect(await kept()).toEqual([`${house.store}/${one.compartment}/${a}: 5`, `${shelf}/${two.compartment}/${b}: 3`]);
    await act(`/stock/transfers/${done.id}/reverse`, { reason: 'by mistake' });
    expect(await house.balances(tin)).toEqual({
      [`${house.store}/${one.compartment}/${a}`]: '5 (5)',
      [`${house.store}/${one.compartment}/${b}`]: '5 (3)',
    });
  });

  it('PRD-WHS-02 neither leave their warehouse nor go where nobody may take them, by hand, by box or under way', async () => {
    const bell = await house.product('R-BELL');
    const bin = await house.place('R-BIN');
    const [other] = await create(house.ctx, warehouse, [{ code: 'R-FAR', name: { de: 'Fern', en: 'Far' } }]);
    const far = await house.place('R-FAR-1', { warehouse: other?.id ?? 0 });
    const closed: number[] = [];
    for (const purpose of ['quarantine', 'blocked', 'picking', 'special', 'consignment'] as const)
      closed.push(await house.place(`R-${purpose}`, { purpose }));
    await house.stock(bell, '10', { to: bin });
    await reserved(bell, '7');
    const lines = [{ product: bell, quantity: '4' }];
    const short = { status: 409, code: 'stock.insufficientStock', params: { product: 'R-BELL', available: '3' } };
    for (const to of [far, ...closed]) expect(await refused({ from: bin, to, lines }), String(to)).toEqual(short);
    expect(await refused({ from: bin, to: house.store, lines }, 'ship')).toEqual(short);
    // Free ones go wherever they like.
    await moved(bell, bin, far, '1');
    await moved(bell, bin, closed[0] ?? 0, '1');
    const { box, compartment } = await house.boxFor('R-BOX-3', bin, bell);
    await act(`/stock/boxes/${box}/put`, { compartment, product: bell, quantity: '8' });
    for (const location of [far, ...closed])
      expect(await post(`/stock/boxes/${box}/move`, { location }), String(location)).toMatchObject({
        status: 409,
        body: { code: 'stock.insufficientStock' },
      });
    expect(await house.balances(bell)).toMatchObject({ [`${bin}/${compartment}/0`]: '8 (7)' });
  });

  it('do not go back to where they waited for judgement, once they are promised', async () => {
    const hare = await house.product('R-HARE');
    const held = await house.place('R-HELD', { purpose: 'quarantine' });
    await house.stock(hare, '5', { to: held });
    const done = await moved(hare, held, house.store, '5');
    await reserved(hare, '2');
    const back = await post(`/stock/transfers/${done.id}/reverse`, { reason: 'by mistake' });
    expect(back).toMatchObject({ status: 409, body: { code: 'stock.insufficientStock', params: { available: '3' } } });
  });

  it('PRD-WHS-02 go in a number of statements that does not depend on how many lines and orders there are', async () => {
    const shelf = await house.place('R-SHELF-4');
    const statements = async (articles: number) => {
      const lines: object[] = [];
      for (let n = 0; n < articles; n++) {
        const product = await house.product(`R-MANY-${articles}-${n}`);
        await house.stock(product, '4');
        for (const quantity of ['1', '2']) await reserved(product, quantity);
        lines.push({ product, quantity: '3' });
      }
      const { id } = await make('/stock/transfers', { from: house.store, to: shelf, lines });
      const before = house.t.app.engine.statements();
      await act(`/stock/transfers/${id}/post`);
      const posted = house.t.app.engine.statements();
      await act(`/stock/transfers/${id}/reverse`, { reason: 'by mistake' });
      return [posted - before, house.t.app.engine.statements() - posted];
    };
    expect(await statements(6)).toEqual(await statements(2));
  });
});
