import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PickableOrders } from '../contract/index.ts';
import { firstOf, openPickingHouse, type PickingHouse, problem } from './picking-house.ts';

describe('picking', () => {
  let house: PickingHouse;
  beforeAll(async () => {
    house = await openPickingHouse();
  });
  afterAll(() => house.close());

  it('PRD-WHS-08 first-user 9: picks one order by the way, refuses the wrong box, and records what is missing', async () => {
    const [lion, bear] = [await house.product('LION-1'), await house.product('BEAR-1')];
    const [far, near] = [await house.place('R1-F10-B1'), await house.place('R1-F2-B1')];
    const box = await house.box('S-LION', { location: far, slots: [{ code: 'BP' }, { code: 'ZB' }] });
    await house.post(`/stock/boxes/${box}/join`, { firstSlot: 1, lastSlot: 2, product: lion });
    const joined = await house.t.ctx.db
      .selectFrom('stock_compartment')
      .select('id')
      .where('box', '=', box)
      .where('state', '=', 'active')
      .execute();
    await house.stock(lion, '10', far, Number(joined[0]?.id));
    await house.stock(bear, '4', near);
    const order = await house.order([
      [lion, '10'],
      [bear, '4'],
    ]);
    const wave = await house.plan([order]);
    expect(wave).toMatchObject({ state: 'open', number: expect.stringMatching(/^KO/) });
    const walk = await house.walk(wave.id);
    expect(walk.tasks.map(({ location, product, quantity }) => [location.title, product.title, quantity])).toEqual([
      ['R1-F2-B1', 'BEAR-1', '4'],
      ['R1-F10-B1', 'LION-1', '10'],
    ]);
    const [bears, lions] = walk.tasks;
    if (!bears || !lions) throw new Error('no tasks');
    expect(lions.box?.title).toBe('S-LION');
    const wrong = await house.take(wave.id, lions, '7', { scannedPlace: 'S-BEAR' });
    expect([...problem(wrong), wrong.body.params]).toEqual([
      409,
      'picking.wrongPlace',
      { scanned: 'S-BEAR', wanted: 'S-LION' },
    ]);
    expect(problem(await house.take(wave.id, lions, '7', { scannedProduct: 'BEAR-1' }))).toEqual([
      409,
      'picking.wrongProduct',
    ]);
    expect(problem(await house.take(wave.id, lions, '11'))).toEqual([409, 'picking.moreThanWanted']);
    expect(await house.lying(lion)).toEqual({ 'R1-F10-B1': '10 (10)' });
    expect((await house.take(wave.id, bears, '4', { scannedPlace: 'r1-f2-b1' })).status).toBe(200);
    const short = { isShort: true, scannedPlace: 'S-LION', scannedProduct: 'LION-1' };
    expect((await house.take(wave.id, lions, '7', short)).status).toBe(200);
    // What is missing is promised to nobody, and the order asks for it again.
    expect(await house.lying(lion)).toEqual({ 'MAIN-MISSING': '3 (0)', 'MAIN-PICKING': '7 (7)' });
    const after = await house.walk(wave.id);
    expect(after).toMatchObject({ tasks: [], lists: [{ picked: '11', short: '3', open: '0' }] });
    await house.post(`/picking/waves/${wave.id}/finish`);
    const delivered = await house.post(`/sales/orders/${order}/deliver`);
    expect(delivered).toMatchObject({ deliveryState: 'partial', lines: [{ delivered: '7' }, { delivered: '4' }] });
    const coverage = await house.get<{ items: object[] }>(`/sales/orders/${order}/coverage`);
    expect(coverage.items).toMatchObject([{ reserved: '0', open: '3' }]);
  });

  it('fetches from another shelf what was missing at the first', async () => {
    const fox = await house.product('FOX-1');
    const [first, second] = [await house.place('R2-F1'), await house.place('R2-F2')];
    // The books know of more at the first one, which is not believed again.
    await house.stock(fox, '9', first);
    await house.stock(fox, '5', second);
    const order = await house.order([[fox, '5']]);
    const wave = await house.plan([order]);
    const task = firstOf(await house.walk(wave.id));
    await house.take(wave.id, task, '2', { isShort: true });
    const rest = await house.walk(wave.id);
    expect(rest.tasks.map(({ location, quantity }) => [location.title, quantity])).toEqual([['R2-F2', '3']]);
    const [taken] = rest.picks;
    // Undone, the order keeps what it has been given elsewhere; the rest is as it was.
    await house.post(`/picking/picks/${taken?.id}/undo`);
    expect(await house.lying(fox)).toEqual({ 'R2-F1': '9 (2)', 'R2-F2': '5 (3)' });
    await house.post(`/picking/waves/${wave.id}/cancel`);
  });

  it('first-user 10: picks five orders in one walk, each into its box, interrupted and resumed on another device', async () => {
    const [hare, deer] = [await house.product('HARE-1'), await house.product('DEER-1')];
    const [a, b] = [await house.place('R3-F1', { routePosition: 2 }), await house.place('R3-F2', { routePosition: 1 })];
    await house.stock(hare, '50', a);
    await house.stock(deer, '50', b);
    const orders: number[] = [];
    const boxes: number[] = [];
    for (let n = 1; n <= 5; n++) {
      orders.push(
        await house.order([
          [hare, String(n)],
          [deer, '1'],
        ]),
      );
      boxes.push(await house.box(`K-${n}`, { purpose: 'picking' }));
    }
    const wave = await house.plan(orders, { boxes });
    const waiting = await house.get<PickableOrders>('/picking/orders');
    expect(waiting.items.filter(({ order }) => orders.includes(order.id))).toEqual([]);
    // Whoever names no warehouse is asked about the main one, and told which that is.
    const [main] = await house.t.ctx.db.selectFrom('stock_warehouse').select('id').execute();
    expect(waiting.warehouse).toBe(main?.id);
    expect(problem(await house.send('/picking/plans', { orders: [orders[2]] }))).toEqual([
      409,
      'picking.orderBeingPicked',
    ]);
    const walk = await house.walk(wave.id);
    // One way for all: first everything of the one shelf, then of the other.
    expect(walk.tasks.map(({ location }) => location.title)).toEqual([
      ...Array<string>(5).fill('R3-F2'),
      ...Array<string>(5).fill('R3-F1'),
    ]);
    const boxOf = (list: number) => walk.lists.find(({ id }) => id === list)?.box?.title ?? '';
    const [first] = walk.tasks;
    if (!first) throw new Error('no task');
    const wrong = await house.take(wave.id, first, '1', { scannedBox: 'K-5' });
    expect([...problem(wrong), wrong.body.params]).toEqual([
      409,
      'picking.wrongBox',
      { scanned: 'K-5', wanted: 'K-1' },
    ]);
    for (const task of walk.tasks.slice(0, 7)) {
      const answer = await house.take(wave.id, task, task.quantity, { scannedBox: boxOf(task.list) });
      expect(answer.status).toBe(200);
    }
    // The other device knows only the number of the walk.
    const resumed = await house.walk(wave.id);
    expect(resumed.tasks.map(({ quantity }) => quantity)).toEqual(['3', '4', '5']);
    expect(resumed.lists.map(({ picked }) => picked)).toEqual(['2', '3', '1', '1', '1']);
    for (const task of resumed.tasks) await house.take(wave.id, task, task.quantity, { scannedBox: boxOf(task.list) });
    await house.post(`/picking/waves/${wave.id}/finish`);
    const lists = await house.get<{ items: { id: number; box: { title: string } }[] }>(
      `/picking/lists?filter[wave]=${wave.id}&sort=label`,
    );
    expect(lists.items).toHaveLength(5);
    const packed = await house.packing(resumed.lists[4]?.id ?? 0);
    expect(packed.lines.map(({ product, picked }) => [product.title, picked])).toEqual([
      ['HARE-1', '5'],
      ['DEER-1', '1'],
    ]);
  });

  it('sends what was scanned once, however often it arrives', async () => {
    const owl = await house.product('OWL-1');
    await house.stock(owl, '5', await house.place('R4-F1'));
    const wave = await house.plan([await house.order([[owl, '5']])]);
    const task = firstOf(await house.walk(wave.id));
    const key = { 'idempotency-key': 'device-7-scan-1' };
    const [one, other] = [await house.take(wave.id, task, '2', {}, key), await house.take(wave.id, task, '2', {}, key)];
    expect([one.status, other.status]).toEqual([200, 200]);
    expect((await house.walk(wave.id)).picks).toHaveLength(1);
    expect(await house.lying(owl)).toEqual({ 'MAIN-PICKING': '2 (2)', 'R4-F1': '3 (3)' });
  });

  it('first-user 11: weighs instead of counting, by the tare of the box, and wants a reason beyond the tolerance', async () => {
    const figure = await house.product('FIGURE-24', { weight: '24', weightUnit: 'g' });
    await house.stock(figure, '200', await house.place('R5-F1'));
    const type = await house.boxType('Schütte 340', { tare: 340, slots: 1 });
    const box = await house.box('K-W', { type, purpose: 'picking' });
    const wave = await house.plan([await house.order([[figure, '200']])], { boxes: [box] });
    const walk = await house.walk(wave.id);
    const task = firstOf(walk);
    expect([walk.lists[0]?.tare, task.pieceWeight, walk.tolerance]).toEqual(['340', '24', '10']);
    // 3.412 kg with the box are 3.072 kg of figures: 128 of them.
    const off = await house.take(wave.id, task, '100', { gross: '3412' });
    expect([...problem(off), off.body.params]).toEqual([
      422,
      'picking.reasonNeeded',
      { pieces: '100', proposed: '128' },
    ]);
    expect((await house.take(wave.id, task, '128', { gross: '3412' })).status).toBe(200);
    const reason = 'Rohlinge mit Anguss';
    expect((await house.take(wave.id, task, '50', { gross: '2000', reason })).status).toBe(200);
    const picks = await house.get<{ items: object[] }>(`/picking/picks?filter[wave]=${wave.id}`);
    expect(picks.items).toMatchObject([
      { method: 'weighed', quantity: '50', deviation: '38.3333', reason },
      { method: 'weighed', quantity: '128', deviation: '0', reason: null },
    ]);
    expect(problem(await house.take(wave.id, task, '5', { gross: '120' }))).toEqual([422, 'picking.lighterThanBox']);
  });

  it('says what a piece weighs in grams, with the six decimals of a quantity', async () => {
    const wax = await house.product('WAX-001', { weight: '0.01', weightUnit: 'lb' });
    await house.stock(wax, '5', await house.place('R5-F2'));
    const wave = await house.plan([await house.order([[wax, '2']])]);
    expect(firstOf(await house.walk(wave.id)).pieceWeight).toBe('4.535924');
  });

  it('packs parcels with their weight, takes one apart again, and delivers what was picked', async () => {
    const [cup, jug] = [await house.product('CUP-1'), await house.product('JUG-1')];
    const shelf = await house.place('R6-F1');
    await house.stock(cup, '6', shelf);
    await house.stock(jug, '2', shelf);
    const order = await house.order([
      [cup, '6'],
      [jug, '2'],
    ]);
    const wave = await house.plan([order]);
    for (const task of (await house.walk(wave.id)).tasks) await house.take(wave.id, task, task.quantity);
    const [list] = (await house.walk(wave.id)).lists;
    await house.post(`/picking/waves/${wave.id}/finish`);
    const url = `/picking/lists/${list?.id}`;
    const [cups] = (await house.packing(list?.id ?? 0)).lines;
    const contents = [{ line: cups?.line, quantity: '4' }];
    expect(await house.post(`${url}/pack`, { weight: 900, contents })).toMatchObject({ state: 'picked' });
    const many = await house.send(`${url}/pack`, { weight: 900, contents: [{ line: cups?.line, quantity: '3' }] });
    expect([...problem(many), many.body.params]).toEqual([422, 'picking.moreThanPicked', { picked: '2' }]);
    expect(await house.post(`${url}/pack`, { weight: 1200 })).toMatchObject({ state: 'packed' });
    const { parcels } = await house.packing(list?.id ?? 0);
    expect(parcels.map(({ weight, quantity }) => [weight, quantity])).toEqual([
      [900, '4'],
      [1200, '4'],
    ]);
    await house.post(`/picking/parcels/${parcels[1]?.id}/unpack`);
    expect(await house.packing(list?.id ?? 0)).toMatchObject({ state: 'picked', parcels: [{ weight: 900 }] });
    const refused = await house.send(`/sales/orders/${order}/cancel`, { reason: 'too late' });
    expect(problem(refused)).toEqual([409, 'picking.orderIsPicked']);
    await house.post(`${url}/pack`, { weight: 1150 });
    for (const paper of [`${url}/packing-slip`, `/picking/waves/${wave.id}/pick-list`]) {
      const { status, headers, raw } = await house.t.call('GET', paper, { as: '1:*' });
      expect([status, headers['content-type'], raw.subarray(0, 5).toString()]).toEqual([
        200,
        'application/pdf',
        '%PDF-',
      ]);
    }
    expect(await house.post(`/sales/orders/${order}/deliver`)).toMatchObject({ deliveryState: 'delivered' });
    expect(await house.packing(list?.id ?? 0)).toMatchObject({ state: 'delivered', missing: '0' });
  });

  it('puts everything back, so that the order can be picked another time or canceled', async () => {
    const pot = await house.product('POT-1');
    await house.stock(pot, '3', await house.place('R7-F1'));
    const order = await house.order([[pot, '3']]);
    const wave = await house.plan([order]);
    await house.take(wave.id, firstOf(await house.walk(wave.id)), '3');
    expect(await house.lying(pot)).toEqual({ 'MAIN-PICKING': '3 (3)' });
    await house.post(`/picking/waves/${wave.id}/cancel`);
    expect(await house.lying(pot)).toEqual({ 'R7-F1': '3 (3)' });
    const again = await house.plan([order]);
    await house.post(`/sales/orders/${order}/cancel`, { reason: 'changed his mind' });
    expect(await house.lying(pot)).toEqual({ 'R7-F1': '3 (0)' });
    expect(await house.walk(again.id)).toMatchObject({ tasks: [], lists: [{ state: 'canceled' }] });
  });
});
