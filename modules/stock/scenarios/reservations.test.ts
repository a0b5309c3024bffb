import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDecimal } from '#kernel/contract/index.ts';
import { withTransaction } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { act, create, update } from '#kernel/server/write.ts';
import { addDays } from '#modules/org/server/index.ts';
import { openWarehouse, pieces, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { demand, location, lot, reservation, warehouse } from '../contract/index.ts';
import {
  allocateDemands,
  availability,
  coverageOf,
  defaultLocation,
  type Need,
  releaseReservations,
  reserveStock,
} from '../server/index.ts';

const quantity = (value: number) => formatDecimal(value, 'quantity');

describe('reservations', () => {
  let house: Warehouse;
  let documents = 0;
  beforeAll(async () => {
    house = await openWarehouse();
  });
  afterAll(() => house.close());

  /** A document that wants pieces of a product; gives its id. */
  async function want(
    product: number,
    count: string,
    more: { due?: string; backorder?: boolean; warehouse?: number } = {},
  ) {
    documents += 1;
    const need: Need = { sourceLine: 1, product, quantity: pieces(count) };
    const source = { resource: 'stock.receipt', id: documents, title: `D${documents}` };
    await withTransaction(house.ctx, (tx) => reserveStock(tx, source, [need], more));
    return documents;
  }
  const source = (id: number) => ({ resource: 'stock.receipt', id });
  const coverage = async (id: number) => {
    const [line] = await coverageOf(house.ctx, source(id));
    return line ? `${line.reserved} + ${line.open}` : 'nothing';
  };
  const idsFor = async (table: string, id: number) => {
    const found = await house.ctx.db.selectFrom(table).select('id').where('source_id', '=', id).orderBy('id').execute();
    return found.map((row) => Number(row.id));
  };
  const heldBy = async (id: number) => rowsOf(house.ctx, reservation, await idsFor('stock_reservation', id));
  const askedBy = async (id: number) => (await rowsOf(house.ctx, demand, await idsFor('stock_demand', id)))[0];
  const demandOf = async (id: number) => (await askedBy(id))?.id ?? 0;
  const reservationOf = async (id: number) => (await heldBy(id))[0]?.id ?? 0;

  it('takes lots that expire first, and none that is blocked, expired, counted or not for sale', async () => {
    const { ctx, today } = house;
    const glue = await house.product('GLUE', { tracking: 'lot' });
    const [late, soon, gone, blocked] = [
      await house.lot(glue, 'LATE', { expiresOn: addDays(today, 90) }),
      await house.lot(glue, 'SOON', { expiresOn: addDays(today, 9) }),
      await house.lot(glue, 'GONE', { expiresOn: addDays(today, -1) }),
      await house.lot(glue, 'BAD', { expiresOn: addDays(today, 5) }),
    ];
    const [special, counted] = [
      await house.place('QUARANTINE', { purpose: 'quarantine' }),
      await house.place('COUNTED'),
    ];
    for (const one of [late, soon, gone, blocked]) await house.stock(glue, '5', { lot: one });
    await house.stock(glue, '5', { lot: soon, to: special });
    await house.stock(glue, '5', { lot: soon, to: counted });
    await act(ctx, lot, 'block', blocked, { reason: 'smells' });
    await update(ctx, location, [{ id: counted, patch: { isFrozen: true } }]);
    const first = await want(glue, '7');
    expect((await heldBy(first)).map((row) => [row.lot, quantity(row.quantity)])).toEqual([
      [soon, '5'],
      [late, '2'],
    ]);
    await expect(want(glue, '4')).rejects.toMatchObject({
      code: 'stock.insufficientStock',
      params: { product: 'GLUE', available: '3' },
    });
  });

  it('takes by the rule of the warehouse, the main place first where nothing else differs', async () => {
    const { ctx, store, today } = house;
    const figure = await house.product('FIGURE');
    const shelf = await house.place('A-SHELF');
    await house.stock(figure, '3', { to: shelf });
    await house.stock(figure, '3');
    expect((await heldBy(await want(figure, '4'))).map((row) => row.location)).toEqual([store, shelf]);
    const clay = await house.product('CLAY', { tracking: 'lot' });
    const old = await house.lot(clay, 'OLD', { receivedOn: addDays(today, -9), expiresOn: addDays(today, 90) });
    const fresh = await house.lot(clay, 'NEW', { receivedOn: today, expiresOn: addDays(today, 9) });
    await house.stock(clay, '9', { lot: old });
    await house.stock(clay, '9', { lot: fresh });
    expect((await heldBy(await want(clay, '1')))[0]?.lot).toBe(fresh);
    const [main] = await ctx.db.selectFrom('stock_warehouse').select('id').execute();
    const setRule = (pickRule: 'age' | 'expiry') =>
      update(ctx, warehouse, [{ id: Number(main?.id), patch: { pickRule } }]);
    await setRule('age');
    expect((await heldBy(await want(clay, '1')))[0]?.lot).toBe(old);
    await setRule('expiry');
  });

  it('keeps nothing when something is short, or with backorder what is there, and asks for the rest', async () => {
    const wax = await house.product('WAX');
    await house.stock(wax, '4');
    await expect(want(wax, '6')).rejects.toMatchObject({ code: 'stock.insufficientStock', params: { available: '4' } });
    expect(await house.balances(wax)).toEqual({ [`${house.store}/0/0`]: '4 (0)' });
    const order = await want(wax, '6', { backorder: true });
    expect(await coverage(order)).toBe('4 + 2');
    expect(await house.balances(wax)).toEqual({ [`${house.store}/0/0`]: '4 (4)' });
    await withTransaction(house.ctx, (tx) => releaseReservations(tx, source(order)));
    expect(await coverage(order)).toBe('nothing');
    expect(await house.balances(wax)).toEqual({ [`${house.store}/0/0`]: '4 (0)' });
  });

  it('gives what is there to the oldest date first, whoever asked first', async () => {
    const { today } = house;
    const tin = await house.product('TIN');
    const late = await want(tin, '5', { backorder: true, due: addDays(today, 9) });
    const soon = await want(tin, '5', { backorder: true, due: addDays(today, 2) });
    await house.stock(tin, '7');
    expect(await allocateDemands(house.ctx, [tin])).toEqual({ lines: 2, covered: 1 });
    expect([await coverage(soon), await coverage(late)]).toEqual(['5 + 0', '2 + 3']);
    expect(await allocateDemands(house.ctx, [tin])).toEqual({ lines: 0, covered: 0 });
    await house.stock(tin, '1');
    await act(house.ctx, demand, 'allocate', await demandOf(late));
    expect(await coverage(late)).toBe('3 + 2');
    await expect(act(house.ctx, demand, 'allocate', await demandOf(late))).rejects.toMatchObject({
      code: 'stock.insufficientStock',
      params: { product: 'TIN', available: '0' },
    });
  });

  it('reserves by hand what somebody has chosen', async () => {
    const rope = await house.product('ROPE', { tracking: 'lot' });
    const [red, blue] = [await house.lot(rope, 'RED'), await house.lot(rope, 'BLUE')];
    const order = await want(rope, '5', { backorder: true });
    await house.stock(rope, '4', { lot: red });
    await house.stock(rope, '4', { lot: blue });
    const id = await demandOf(order);
    const assign = (count: string, chosen: number) =>
      act(house.ctx, demand, 'assign', id, { location: house.store, lot: chosen, quantity: pieces(count) });
    await expect(assign('6', blue)).rejects.toMatchObject({ code: 'stock.moreThanAsked', params: { asked: '5' } });
    await expect(assign('5', blue)).rejects.toMatchObject({ code: 'stock.insufficientStock' });
    expect(await assign('3', blue)).toMatchObject({ state: 'open', quantity: pieces('2') });
    expect(await assign('2', red)).toMatchObject({ state: 'covered', quantity: 0 });
    expect((await heldBy(order)).map((row) => [row.lot, quantity(row.quantity)])).toEqual([
      [blue, '3'],
      [red, '2'],
    ]);
  });

  it('gives stock back free, or from one document to another, and forgets neither of them', async () => {
    const { ctx, today } = house;
    const lion = await house.product('LION');
    await house.stock(lion, '6');
    const rich = await want(lion, '6');
    const poor = await want(lion, '4', { backorder: true, due: addDays(today, 1) });
    const id = await reservationOf(rich);
    const asked = await demandOf(poor);
    await expect(act(ctx, reservation, 'reassign', id, { demand: asked, quantity: pieces('5') })).rejects.toMatchObject(
      {
        code: 'stock.moreThanAsked',
      },
    );
    await act(ctx, reservation, 'reassign', id, { demand: asked, quantity: pieces('1') });
    expect([await coverage(rich), await coverage(poor)]).toEqual(['5 + 1', '1 + 3']);
    await act(ctx, reservation, 'reassign', id, { demand: asked });
    expect([await coverage(rich), await coverage(poor)]).toEqual(['2 + 4', '4 + 0']);
    await expect(act(ctx, reservation, 'reassign', id, { demand: asked })).rejects.toMatchObject({
      code: 'stock.demandCovered',
    });
    await expect(act(ctx, reservation, 'reassign', id, { demand: await demandOf(rich) })).rejects.toMatchObject({
      code: 'stock.demandOfSameLine',
    });
    expect(await house.balances(lion)).toEqual({ [`${house.store}/0/0`]: '6 (6)' });
    await expect(act(ctx, reservation, 'release', id, { quantity: pieces('3') })).rejects.toMatchObject({
      code: 'stock.moreThanReserved',
    });
    await act(ctx, reservation, 'release', id, { quantity: pieces('1') });
    await act(ctx, reservation, 'release', id);
    expect(await coverage(rich)).toBe('0 + 6');
    expect(await house.balances(lion)).toEqual({ [`${house.store}/0/0`]: '6 (4)' });
    // All of a reservation goes over as it is.
    await act(ctx, reservation, 'reassign', await reservationOf(poor), { demand: await demandOf(rich) });
    expect(await coverage(poor)).toMatch(/ \+ [1-4]$/);
  });

  it('reserves for those who want it from one warehouse only there', async () => {
    const { ctx } = house;
    const [shop] = await create(ctx, warehouse, [{ code: 'SHOP', name: { de: 'Laden', en: 'Shop' } }]);
    const shelf = await house.place('SHOP-1', { warehouse: shop?.id ?? 0 });
    const soldier = await house.product('SOLDIER');
    await house.stock(soldier, '5');
    await house.stock(soldier, '2', { to: shelf });
    const order = await want(soldier, '3', { backorder: true, warehouse: shop?.id ?? 0 });
    expect(await coverage(order)).toBe('2 + 1');
    expect(await allocateDemands(ctx, [soldier])).toEqual({ lines: 0, covered: 0 });
    const other = await want(soldier, '5');
    const choice = { demand: await demandOf(order) };
    await expect(act(ctx, reservation, 'reassign', await reservationOf(other), choice)).rejects.toMatchObject({
      code: 'stock.demandInOtherWarehouse',
    });
    const levels = await availability(ctx, { products: [soldier], warehouses: [shop?.id ?? 0] });
    expect(levels).toMatchObject([
      { onHand: pieces('2'), reserved: pieces('2'), available: 0, promised: [{ quantity: pieces('1') }] },
    ]);
  });

  it('says per product, warehouse and day what there is, what comes and what is asked for', async () => {
    const { today } = house;
    const knight = await house.product('KNIGHT');
    await house.stock(knight, '10');
    await want(knight, '6');
    const order = await want(knight, '9', { backorder: true, due: addDays(today, 1) });
    const receipt = await house.t.call('POST', '/stock/receipts', {
      as: '1:*',
      body: { expectedOn: addDays(today, 3), lines: [{ product: knight, quantity: '20' }] },
    });
    expect(receipt.status).toBe(201);
    const page = async () =>
      (await house.t.call('GET', `/stock/availability?product=${knight}&days=5`, { as: '1:*' })).body as {
        items: Record<string, unknown>[];
      };
    expect((await page()).items).toMatchObject([
      {
        product: { title: 'KNIGHT' },
        onHand: '10',
        reserved: '10',
        available: '0',
        incoming: '20',
        promised: '5',
        days: ['0', '-5', '-5', '15', '15'],
        warehouses: [
          { warehouse: { title: 'MAIN' }, incoming: '20' },
          { warehouse: null, promised: '5' },
        ],
      },
    ]);
    expect(await coverageOf(house.ctx, source(order))).toMatchObject([
      { reserved: '4', open: '5', expectedOn: addDays(today, 3) },
    ]);
    const posted = await house.t.call('POST', `/stock/receipts/${receipt.body.id}/post`, { as: '1:*' });
    expect(posted.status).toBe(200);
    expect((await page()).items).toMatchObject([{ onHand: '30', incoming: '0' }]);
  });

  it('expects what is entered with a date, and what is under way, until it is there', async () => {
    const { t, store, today } = house;
    const post = async (path: string, body: object = {}) => {
      const answer = await t.call('POST', path, { as: '1:*', body });
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      return answer.body as { id: number; version: number };
    };
    const bear = await house.product('BEAR');
    const shelf = await house.place('TRANSFER-1');
    const expected = async () => {
      const { body } = await t.call('GET', `/stock/supplies?filter[product]=${bear}`, { as: '1:*' });
      return (body.items as { quantity: string; due: string; sourceResource: string }[])
        .map(({ quantity: count, due, sourceResource }) => `${count} ${due} ${sourceResource}`)
        .sort();
    };
    const [soon, later] = [addDays(today, 2), addDays(today, 5)];
    const { id, version } = await post('/stock/receipts', {
      expectedOn: soon,
      lines: [{ product: bear, quantity: '9' }],
    });
    expect(await expected()).toEqual([`9 ${soon} stock.receipt`]);
    const change = { as: '1:*', body: { expectedOn: later }, headers: { 'if-match': `"${version}"` } };
    expect((await t.call('PATCH', `/stock/receipts/${id}`, change)).status).toBe(200);
    expect(await expected()).toEqual([`9 ${later} stock.receipt`]);
    await post(`/stock/receipts/${id}/post`);
    expect(await expected()).toEqual([]);
    const transfer = { from: store, to: shelf, expectedOn: soon, lines: [{ product: bear, quantity: '4' }] };
    const way = await post('/stock/transfers', transfer);
    expect(await expected()).toEqual([]);
    await post(`/stock/transfers/${way.id}/ship`);
    expect(await expected()).toEqual([`4 ${soon} stock.transfer`]);
    await post(`/stock/transfers/${way.id}/receive`, { arrivals: [{ product: bear, quantity: '3' }] });
    expect(await expected()).toEqual([`1 ${soon} stock.transfer`]);
    const gone = await post('/stock/receipts', { expectedOn: soon, lines: [{ product: bear, quantity: '2' }] });
    const headers = { 'if-match': `"${gone.version}"` };
    expect((await t.call('DELETE', `/stock/receipts/${gone.id}`, { as: '1:*', headers })).status).toBe(204);
    expect(await expected()).toEqual([`1 ${soon} stock.transfer`]);
  });

  it('takes pieces with numbers of their own out of many, and all of them where it must', async () => {
    const { ctx, store } = house;
    const watch = await house.product('WATCH', { tracking: 'serial' });
    const numbers = Array.from({ length: 70 }, (_, index) => ({ product: watch, number: `W${100 + index}` }));
    const lots = await create(ctx, lot, numbers);
    const opening = await defaultLocation(ctx, 'opening');
    const move = { product: watch, from: opening, to: store, quantity: pieces('1') };
    await house.post(
      'opening',
      lots.map(({ id }) => ({ ...move, lot: id })),
    );
    const some = await want(watch, '3');
    const most = await want(watch, '66');
    const last = await want(watch, '2', { backorder: true });
    expect([await coverage(some), await coverage(most), await coverage(last)]).toEqual(['3 + 0', '66 + 0', '1 + 1']);
    const taken = [...(await heldBy(some)), ...(await heldBy(most)), ...(await heldBy(last))].map((row) => row.lot);
    expect(new Set(taken).size).toBe(70);
    // What is chosen by hand need not come first.
    await act(ctx, reservation, 'release', (await heldBy(most)).at(-1)?.id ?? 0);
    const free = (await heldBy(most)).map((row) => row.lot);
    const chosen = lots
      .map(({ id }) => id)
      .find((id) => taken.includes(id) && !free.includes(id) && !taken.slice(0, 3).includes(id) && id !== taken.at(-1));
    await act(ctx, demand, 'assign', await demandOf(last), { location: store, lot: chosen, quantity: pieces('1') });
    expect(await coverage(last)).toBe('2 + 0');
  });
});
