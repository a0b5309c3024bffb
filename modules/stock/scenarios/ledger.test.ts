import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '#kernel/server/ctx.ts';
import { act, update } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { addDays } from '#modules/org/server/index.ts';
import { openWarehouse, pieces, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { box, closing, location, lot } from '../contract/index.ts';
import { defaultLocation, reverseMovements, stockAt } from '../server/index.ts';

describe('the ledger of stock', () => {
  let house: Warehouse;
  let customer: number;
  let supplier: number;
  beforeAll(async () => {
    house = await openWarehouse();
    customer = await defaultLocation(house.ctx, 'customer');
    supplier = await defaultLocation(house.ctx, 'supplier');
  });
  afterAll(() => house.close());

  it('PRD-WHS-05 keeps lots apart, and asks for them where a product is tracked', async () => {
    const { store } = house;
    const tin = await house.product('TIN', { tracking: 'lot' });
    const cord = await house.product('CORD');
    const [a, b] = [await house.lot(tin, 'A'), await house.lot(tin, 'B')];
    await expect(house.stock(tin, '5')).rejects.toMatchObject({ code: 'stock.lotNeeded' });
    await expect(house.stock(cord, '5', { lot: a })).rejects.toMatchObject({ code: 'stock.lotNotAllowed' });
    await house.stock(tin, '5', { lot: a });
    await house.stock(tin, '3', { lot: b });
    expect(await house.balances(tin)).toEqual({ [`${store}/0/${a}`]: '5 (0)', [`${store}/0/${b}`]: '3 (0)' });
    const other = await house.product('TIN-2', { tracking: 'lot' });
    await expect(house.stock(other, '1', { lot: a })).rejects.toMatchObject({ code: 'stock.lotOfOtherProduct' });
    const sale = { product: tin, from: store, to: customer, quantity: pieces('4'), lot: b };
    await expect(house.post('delivery', [sale])).rejects.toMatchObject({ code: 'stock.insufficientStock' });
    await act(house.ctx, lot, 'block', a, { reason: 'porous' });
    await expect(house.post('delivery', [{ ...sale, lot: a }])).rejects.toMatchObject({ code: 'stock.lotBlocked' });
    const old = await house.lot(tin, 'OLD', { expiresOn: addDays(house.today, -1) });
    await house.stock(tin, '9', { lot: old });
    await expect(house.post('delivery', [{ ...sale, lot: old }])).rejects.toMatchObject({ code: 'stock.lotExpired' });
    await expect(update(house.ctx, variant, [{ id: tin, patch: { tracking: 'none' } }])).rejects.toMatchObject({
      code: 'stock.trackingWithStock',
    });
  });

  it('lets a serial number into the house once, and out once', async () => {
    const { store } = house;
    const scale = await house.product('SCALE', { tracking: 'serial' });
    const one = await house.lot(scale, 'SN-1');
    const other = await house.place('SHELF-2');
    await expect(house.stock(scale, '2', { lot: one })).rejects.toMatchObject({ code: 'stock.serialIsOnePiece' });
    await house.stock(scale, '1', { lot: one });
    const again = { product: scale, lot: one, from: supplier, to: other, quantity: pieces('1') };
    await expect(house.post('receipt', [again])).rejects.toMatchObject({
      code: 'stock.serialInHouse',
      params: { lot: 'SN-1' },
    });
    const out = { ...again, from: store, to: customer };
    await house.post('delivery', [out]);
    expect(await house.balances(scale)).toEqual({});
    await house.post('return', [{ ...out, from: customer, to: other }]);
    expect(await house.balances(scale)).toEqual({ [`${other}/0/${one}`]: '1 (0)' });
  });

  it('accepts a posting of an earlier day only where no later day comes short', async () => {
    const { store, today } = house;
    const ago = (days: number) => addDays(today, -days);
    const clay = await house.product('CLAY');
    await house.stock(clay, '10', {}, ago(20));
    const sale = { product: clay, from: store, to: customer, quantity: pieces('8') };
    await house.post('delivery', [sale], ago(10));
    await house.stock(clay, '8', {}, ago(5));
    // Today there are 10; between day 10 and day 5 there were only 2.
    await expect(house.post('delivery', [{ ...sale, quantity: pieces('3') }], ago(12))).rejects.toMatchObject({
      code: 'stock.insufficientLater',
      params: { product: 'CLAY', missing: '1' },
    });
    await house.post('delivery', [{ ...sale, quantity: pieces('2') }], ago(12));
    await expect(house.stock(clay, '1', {}, addDays(today, 1))).rejects.toMatchObject({ code: 'stock.futureDate' });
    const at = async (day: string) => (await stockAt(house.ctx, day, { products: [clay] }))[0]?.onHand ?? 0;
    expect([await at(ago(21)), await at(ago(15)), await at(ago(11)), await at(ago(7)), await at(today)]).toEqual(
      [0, 10, 8, 0, 8].map((count) => count * 1e6),
    );
  });

  it('looks at the days after it by as many statements for twenty articles as for five', async () => {
    const { store, today } = house;
    const products = await Promise.all(Array.from({ length: 20 }, (_, n) => house.product(`LATE-${n}`)));
    for (const product of products) await house.stock(product, '9', {}, addDays(today, -20));
    const cost = async (count: number) => {
      const moves = products
        .slice(0, count)
        .map((product) => ({ product, from: store, to: customer, quantity: pieces('1') }));
      const before = house.t.app.engine.statements();
      await house.post('delivery', moves, addDays(today, -10));
      return house.t.app.engine.statements() - before;
    };
    // Balances of customers come into being with the first delivery.
    await cost(20);
    const five = await cost(5);
    expect(await cost(20)).toBe(five);
  });

  it('posts nothing into closed days, and keeps checkpoints that agree with the movements', async () => {
    const { store, today } = house;
    const sand = await house.product('SAND');
    const long = addDays(today, -100);
    await house.stock(sand, '10', {}, long);
    const [books] = await house.ctx.db.selectFrom('stock_closing').select('id').execute();
    const through = addDays(today, -40);
    await act(house.ctx, closing, 'close', Number(books?.id), { through });
    const kept = await house.ctx.db.selectFrom('stock_checkpoint').selectAll().where('product', '=', sand).execute();
    expect(kept.length).toBeGreaterThanOrEqual(2);
    await expect(house.stock(sand, '1', {}, through)).rejects.toMatchObject({ code: 'stock.periodClosed' });
    await expect(act(house.ctx, closing, 'close', Number(books?.id), { through })).rejects.toMatchObject({
      code: 'stock.closedAlready',
    });
    await act(house.ctx, closing, 'reopen', Number(books?.id), { from: addDays(today, -90), reason: 'late paper' });
    // A checkpoint lies after it: it is carried along, so that the stock at any date stays right.
    await house.stock(sand, '5', {}, addDays(today, -80));
    const at = async (day: string) => (await stockAt(house.ctx, day, { products: [sand] }))[0]?.onHand;
    expect(await at(addDays(today, -81))).toBe(pieces('10'));
    expect(await at(addDays(today, -35))).toBe(pieces('15'));
    expect(await house.balances(sand)).toEqual({ [`${store}/0/0`]: '15 (0)' });
  });

  it('takes a document back once, whole', async () => {
    const { store, today, ctx } = house;
    const wax = await house.product('WAX');
    await house.stock(wax, '10');
    const [{ source_id: id }] = (await ctx.db
      .selectFrom('stock_movement')
      .select('source_id')
      .where('product', '=', wax)
      .execute()) as [{ source_id: number }];
    const source = { resource: 'test.document', id: Number(id), title: 'T' };
    const sale = { product: wax, from: store, to: customer, quantity: pieces('1') };
    await house.post('delivery', [sale]);
    const reverse = () => withTransaction(ctx, (tx) => reverseMovements(tx, source, today));
    await expect(reverse()).rejects.toMatchObject({ code: 'stock.insufficientStock' });
    await house.post('return', [{ ...sale, from: customer, to: store }]);
    await reverse();
    expect(await house.balances(wax)).toEqual({});
    await house.stock(wax, '10');
    await expect(reverse()).rejects.toMatchObject({ code: 'stock.alreadyReversed' });
  });

  it('moves what lies in a box with the box, and freezes and closes places', async () => {
    const { store, ctx } = house;
    const figure = await house.product('FIGURE');
    const shelf = await house.place('R04-F02-B02');
    const { box: id, compartment } = await house.boxFor('S-1', store, figure);
    await house.stock(figure, '12', { toCompartment: compartment });
    await act(ctx, box, 'move', id, { location: shelf });
    expect(await house.balances(figure)).toEqual({ [`${shelf}/${compartment}/0`]: '12 (0)' });
    await expect(house.stock(figure, '1', { toCompartment: compartment })).rejects.toMatchObject({
      code: 'stock.compartmentElsewhere',
    });
    const other = await house.product('OTHER');
    await expect(house.stock(other, '1', { to: shelf, toCompartment: compartment })).rejects.toMatchObject({
      code: 'stock.compartmentHoldsOther',
    });
    await update(ctx, location, [{ id: shelf, patch: { isFrozen: true } }]);
    await expect(house.stock(figure, '1', { to: shelf })).rejects.toMatchObject({ code: 'stock.locationFrozen' });
    await update(ctx, location, [{ id: shelf, patch: { isFrozen: false, isActive: false } }]);
    await expect(house.stock(figure, '1', { to: shelf })).rejects.toMatchObject({ code: 'stock.locationInactive' });
  });
});
