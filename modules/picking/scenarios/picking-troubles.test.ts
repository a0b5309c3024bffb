import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDecimal } from '#kernel/contract/index.ts';
import { withTransaction } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { lot } from '#modules/stock/contract/index.ts';
import { defaultLocation, postMovements, postReleasing } from '#modules/stock/server/index.ts';
import { firstOf, openPickingHouse, type PickingHouse, problem } from './picking-house.ts';

type Held = { id: number; quantity: string };

describe('trouble while picking', () => {
  let house: PickingHouse;
  let shelf = 0;
  let articles = 0;
  beforeAll(async () => {
    house = await openPickingHouse();
    shelf = await house.place('T1-F1');
  });
  afterAll(() => house.close());

  /** A walk for an order of five pieces, of which ten are there. */
  async function begun(values: object = {}) {
    articles += 1;
    const product = await house.product(`T-${articles}`, values);
    await house.stock(product, '10', shelf);
    const order = await house.order([[product, '5']]);
    const wave = await house.plan([order]);
    const task = firstOf(await house.walk(wave.id));
    const take = async (quantity: string, more: object = {}) => house.take(wave.id, task, quantity, more);
    return { product, order, task, take, url: `/picking/waves/${wave.id}`, wave: wave.id };
  }
  const heldFor = async (order: number) =>
    (await house.get<{ items: Held[] }>(`/stock/reservations?filter[sourceId]=${order}`)).items;

  it('does not take from the table what lies there already', async () => {
    const { product, task, take, url, wave } = await begun();
    expect((await take('3')).status).toBe(200);
    const { place } = await house.walk(wave);
    const again = await house.send(`${url}/take`, {
      list: task.list,
      line: task.line,
      location: place.id,
      quantity: '3',
    });
    expect([...problem(again), again.body.params]).toEqual([409, 'picking.moreThanWanted', { wanted: '0' }]);
    expect((await house.walk(wave)).lists).toMatchObject([{ picked: '3', open: '2' }]);
    await house.post(`${url}/cancel`);
    expect(await house.lying(product)).toEqual({ 'T1-F1': '10 (5)' });
  });

  it('PRD-WHS-02 neither releases nor reassigns what has been picked; put back, it is free for others', async () => {
    const { product, order, take, url } = await begun();
    await take('5');
    const waiting = await house.order([[product, '8']], { backorder: true });
    const [picked] = await heldFor(order);
    const demands = await house.get<{ items: { id: number }[] }>(`/stock/demands?filter[sourceId]=${waiting}`);
    for (const [verb, input] of [
      ['release', {}],
      ['reassign', { demand: demands.items[0]?.id }],
    ] as const)
      expect(problem(await house.send(`/stock/reservations/${picked?.id}/${verb}`, input))).toEqual([
        409,
        'stock.goodsArePicked',
      ]);
    await house.post(`${url}/cancel`);
    const [back] = await heldFor(order);
    await house.post(`/stock/reservations/${back?.id}/reassign`, { demand: demands.items[0]?.id });
    expect((await heldFor(waiting)).reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(8);
  });

  it('either takes a pick back or ends the walk with it, never both', async () => {
    for (let round = 0; round < 8; round++) {
      const { take, url, wave } = await begun();
      await take('5');
      const { items } = await house.get<{ items: { id: number }[] }>(`/picking/picks?filter[wave]=${wave}`);
      const answers = await Promise.all([
        house.send(`/picking/picks/${items[0]?.id}/undo`),
        house.send(`${url}/finish`),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  it('does not deliver while somebody is still fetching, and lists in the parcel what is in it', async () => {
    const { order, take, url, task } = await begun();
    await take('3');
    const early = await house.send(`/sales/orders/${order}/deliver`);
    expect(problem(early)).toEqual([409, 'picking.orderBeingPicked']);
    await house.post(`${url}/finish`);
    await house.post(`/picking/lists/${task.list}/pack`, { weight: 500 });
    expect((await house.packing(task.list)).parcels).toMatchObject([{ quantity: '3' }]);
    expect(await house.post(`/sales/orders/${order}/deliver`)).toMatchObject({ deliveryState: 'partial' });
  });

  it('believes a broken scale as far as a scale can show it, and weighs no parcel heavier than a train', async () => {
    const { take, url, task } = await begun({ weight: '0.000001' });
    const reason = 'scale is broken';
    expect(problem(await take('1', { gross: '9000000000', reason }))).toEqual([422, 'kernel.invalidInput']);
    expect((await take('1', { gross: '100000000', reason })).status).toBe(200);
    await house.post(`${url}/finish`);
    const pack = (weight: number) => house.send(`/picking/lists/${task.list}/pack`, { weight });
    expect((await pack(9_000_000_000_000_000)).status).toBe(422);
    expect((await pack(1200)).status).toBe(200);
  });

  it('PRD-WHS-05 leaves on the shelf a lot that was blocked or has expired since it was reserved', async () => {
    const wax = await house.product('T-WAX', { tracking: 'lot' });
    const day = businessDate(house.t.app.clock());
    const [made] = await create(house.t.ctx, lot, [{ number: 'W-1', product: wax }]);
    const charge = made?.id ?? 0;
    const from = await defaultLocation(house.t.ctx, 'opening');
    const source = { resource: 'test.document', id: 900, title: 'T-900' };
    const move = { product: wax, lot: charge, from, to: shelf, quantity: parseDecimal('5', 'quantity') ?? 0 };
    await withTransaction(house.t.ctx, (tx) => postMovements(tx, { kind: 'opening', date: day, source }, [move]));
    const order = await house.order([[wax, '5']]);
    const wave = await house.plan([order]);
    const task = firstOf(await house.walk(wave.id));
    await house.post(`/stock/lots/${charge}/block`, { reason: 'smells' });
    const taken = await house.take(wave.id, task, '5');
    expect([...problem(taken), taken.body.params]).toEqual([409, 'stock.lotBlocked', { lot: 'W-1' }]);
    await house.post(`/stock/lots/${charge}/unblock`);
    await house.t.ctx.db.updateTable('stock_lot').set({ expires_on: '2020-01-01' }).where('id', '=', charge).execute();
    expect(problem(await house.take(wave.id, task, '5'))).toEqual([409, 'stock.lotExpired']);
    expect(await house.lying(wax)).toEqual({ 'T1-F1': '5 (5)' });
    expect((await house.send(`/picking/waves/${wave.id}/cancel`)).status).toBe(200);
  });

  it('puts back what is still there when some of it was counted away, so that the order can be canceled', async () => {
    const { product, order, take, url, wave } = await begun();
    await take('5');
    const { place } = await house.walk(wave);
    const lost = await defaultLocation(house.t.ctx, 'adjustment');
    const date = businessDate(house.t.app.clock());
    const source = { resource: 'test.document', id: 901, title: 'T-901' };
    const quantity = parseDecimal('2', 'quantity') ?? 0;
    await withTransaction(house.t.ctx, (tx) =>
      postReleasing(tx, { kind: 'count', date, source }, [{ product, from: place.id, to: lost, quantity }]),
    );
    await house.post(`${url}/cancel`);
    expect(await house.lying(product)).toEqual({ 'T1-F1': '8 (3)' });
    await house.post(`/sales/orders/${order}/cancel`, { reason: 'changed his mind' });
    expect(await house.lying(product)).toEqual({ 'T1-F1': '8 (0)' });
  });

  it('puts a whole walk back in a number of statements that does not depend on how much was taken', async () => {
    const canceled = async (count: number) => {
      const product = await house.product(`T-MANY-${count}`);
      const places: number[] = [];
      for (let n = 0; n < count; n++) {
        places.push(await house.place(`T9-${count}-${n}`));
        await house.stock(product, '4', places[n] ?? 0);
      }
      const orders: number[] = [];
      // At each shelf two pieces are taken, then one, and one is missing.
      for (let n = 0; n < count; n++) orders.push(await house.order([[product, '4']]));
      const wave = await house.plan(orders);
      for (const task of (await house.walk(wave.id)).tasks) {
        expect((await house.take(wave.id, task, '2')).status).toBe(200);
        expect((await house.take(wave.id, task, '1', { isShort: true })).status).toBe(200);
      }
      const before = house.t.app.engine.statements();
      await house.post(`/picking/waves/${wave.id}/cancel`);
      const statements = house.t.app.engine.statements() - before;
      expect(new Set(Object.values(await house.lying(product)))).toEqual(new Set(['4 (4)']));
      return statements;
    };
    expect(await canceled(6)).toBe(await canceled(2));
  });
});
