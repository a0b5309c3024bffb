import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '#kernel/server/ctx.ts';
import { act, create, update } from '#kernel/server/write.ts';
import { openWarehouse, pieces, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { box, boxType, location, type ScanAnswer, type SpotContents } from '../contract/index.ts';
import { defaultLocation, reservationsOf, reserveStock } from '../server/index.ts';

/** Boxes with slots and compartments, as the people in the warehouse use them (first-user §2 and §4.16, 17). */
describe('boxes', () => {
  let house: Warehouse;
  const as = '1:*';
  beforeAll(async () => {
    house = await openWarehouse();
  });
  afterAll(() => house.close());

  const post = (path: string, body: object) => house.t.call('POST', path, { as, body });
  const make = async (values: object) => (await post('/stock/boxes', values)).body as { id: number; code: string };
  const joined = async (boxId: number, firstSlot: number, lastSlot: number, product?: number) => {
    await act(house.ctx, box, 'join', boxId, { firstSlot, lastSlot, product: product ?? null });
    return compartmentAt(boxId, firstSlot);
  };
  const compartmentAt = async (boxId: number, slot: number) => {
    const row = await house.ctx.db
      .selectFrom('stock_compartment')
      .select(['id', 'code', 'product'])
      .where('box', '=', boxId)
      .where('state', '=', 'active')
      .where('first_slot', '=', slot)
      .executeTakeFirst();
    return { id: Number(row?.id), code: String(row?.code), product: row?.product };
  };
  const reserved = async (product: number, quantity: string, sourceId: number) => {
    const source = { resource: 'test.order', id: sourceId, title: `O-${sourceId}` };
    await withTransaction(house.ctx, (tx) =>
      reserveStock(tx, source, [{ sourceLine: 1, product, quantity: pieces(quantity) }]),
    );
    return source;
  };

  it('gets the next number and the slots of its type, and stands nowhere in particular', async () => {
    const [type] = await create(house.ctx, boxType, [{ name: 'Schütte 30', slots: 3, tare: 101, divider: 250 }]);
    const first = await make({ type: type?.id });
    const second = await make({ type: type?.id });
    expect([first.code, second.code]).toEqual(['S-000001', 'S-000002']);
    const many = await create(house.ctx, box, [{}, { code: 'OWN' }, {}]);
    expect(many.map(({ code }) => code)).toEqual(['S-000003', 'OWN', 'S-000004']);
    expect(first).toMatchObject({
      location: { id: await defaultLocation(house.ctx, 'storage', 'transit') },
      slots: [{ code: 'A' }, { code: 'B' }, { code: 'C' }],
    });
    expect(await post('/stock/boxes', { slots: [{ code: 'BP' }, { code: 'BP' }] })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'slots.1.code', code: 'stock.slotCodeTwice' }] },
    });
  });

  it('first-user 16: is put somewhere else with all that lies in it, a full place warns, and it can be taken back', async () => {
    const figure = await house.product('MOVE-FIGURE');
    const shelf = await house.place('R04-F02-B02', { maxBoxes: 1, maxWeight: 500 });
    const { box: id, compartment } = await house.boxFor('S-MOVE', house.store, figure);
    await house.stock(figure, '12', { toCompartment: compartment });
    const source = await reserved(figure, '5', 1);
    const get = async <T>(path: string) => (await house.t.call('GET', path, { as })).body as unknown as T;
    // Two scans: the box, the place.
    const [scannedBox] = (await get<ScanAnswer>('/stock/scan?code=S-MOVE')).items;
    const [scannedPlace] = (await get<ScanAnswer>('/stock/scan?code=r04-f02-b02')).items;
    expect([scannedBox, scannedPlace]).toMatchObject([
      { kind: 'place', box: { id }, location: { id: house.store } },
      { kind: 'place', box: null, location: { id: shelf } },
    ]);
    const move = (to: number) => post(`/stock/boxes/${id}/move`, { location: to });
    const moved = await move(shelf);
    expect([moved.status, moved.body.warnings]).toEqual([200, undefined]);
    const found = (location: number) => get<SpotContents>(`/stock/work/contents?location=${location}`);
    expect(await found(shelf)).toMatchObject({
      items: [{ product: { id: figure }, compartment: { title: 'S-MOVE/A-B' }, onHand: '12', reserved: '5' }],
    });
    expect((await found(house.store)).items.filter(({ product }) => product.id === figure)).toEqual([]);
    expect(await house.balances(figure)).toEqual({ [`${shelf}/${compartment}/0`]: '12 (5)' });
    expect(await reservationsOf(house.ctx, source)).toMatchObject([{ location: shelf, compartment }]);
    expect((await move(house.store)).body.location).toMatchObject({ id: house.store });
    await house.boxFor('S-OTHER', shelf, figure);
    const crowded = await move(shelf);
    expect(crowded).toMatchObject({
      status: 200,
      body: { warnings: [{ path: 'location', code: 'stock.placeFull', params: { boxes: 2, maxBoxes: 1 } }] },
    });
    await move(house.store);
    expect(await house.balances(figure)).toEqual({ [`${house.store}/${compartment}/0`]: '12 (5)' });
    const history = await house.t.call('GET', `/stock/boxes/${id}/movements`, { as });
    expect(history).toMatchObject({ status: 200 });
    expect(history.body.items).toHaveLength(5);
  });

  it('warns of a place that becomes too heavy, by what the pieces and the boxes weigh', async () => {
    const lead = await house.product('LEAD', { weight: pieces('0.2'), weightUnit: 'kg' });
    const board = await house.place('WEAK-BOARD', { maxWeight: 1000 });
    const [type] = await create(house.ctx, boxType, [{ name: 'Schütte 10', slots: 1, tare: 101 }]);
    const { id } = await make({ type: type?.id, location: house.store });
    const { id: compartment } = await joined(id, 1, 1, lead);
    await house.stock(lead, '4', { toCompartment: compartment });
    const light = await post(`/stock/boxes/${id}/move`, { location: board });
    expect(light.body.warnings).toBeUndefined();
    await house.stock(lead, '1', { to: board });
    await post(`/stock/boxes/${id}/move`, { location: house.store });
    expect((await post(`/stock/boxes/${id}/move`, { location: board })).body.warnings).toMatchObject([
      { code: 'stock.placeTooHeavy', params: { weight: 1.101, maxWeight: 1 } },
    ]);
  });

  it('is put to real places in use alone, even when it is empty', async () => {
    const { id } = await make({});
    const closed = await house.place('CLOSED-SHELF', { isActive: false });
    const customer = await defaultLocation(house.ctx, 'customer');
    const codes = async (to: number) =>
      (await post(`/stock/boxes/${id}/move`, { location: to })).body.fields as { code: string }[];
    expect(await codes(closed)).toMatchObject([{ code: 'stock.locationInactive' }]);
    expect(await codes(customer)).toMatchObject([{ code: 'stock.notAStorageLocation' }]);
    const frozen = await house.place('COUNTED-SHELF');
    await update(house.ctx, location, [{ id: frozen, patch: { isFrozen: true } }]);
    expect(await codes(frozen)).toMatchObject([{ code: 'stock.locationFrozen' }]);
  });

  it('first-user 17: joins slots, takes an article in, and asks where it goes when the slots are split again', async () => {
    const angel = await house.product('ANGEL');
    await house.stock(angel, '30');
    const { id, code } = await make({ slots: [{ code: 'BP' }, { code: 'ZB' }, { code: 'C' }], location: house.store });
    const wide = await joined(id, 1, 3);
    expect(wide.code).toBe(`${code}/BP-C`);
    await act(house.ctx, box, 'put', id, { compartment: wide.id, product: angel, quantity: pieces('20') });
    expect(await house.balances(angel)).toEqual({
      [`${house.store}/0/0`]: '10 (0)',
      [`${house.store}/${wide.id}/0`]: '20 (0)',
    });
    const split = (input: object) => post(`/stock/boxes/${id}/split`, { compartment: wide.id, ...input });
    expect(await split({})).toMatchObject({
      status: 409,
      body: { code: 'stock.splitNeedsContents', params: { content: '20' } },
    });
    const contents = (...parts: [number, string][]) => parts.map(([slot, quantity]) => ({ slot, quantity }));
    expect(await split({ contents: contents([1, '12'], [2, '7']) })).toMatchObject({
      status: 422,
      body: { code: 'stock.contentsDiffer', params: { content: '20', given: '19' } },
    });
    expect(await split({ contents: contents([4, '20']) })).toMatchObject({ body: { code: 'stock.slotsUnknown' } });
    expect(await split({ contents: contents([1, '12'], [3, '7']), loose: '1' })).toMatchObject({ status: 200 });
    const [left, right] = [await compartmentAt(id, 1), await compartmentAt(id, 3)];
    expect(await house.balances(angel)).toEqual({
      [`${house.store}/0/0`]: '11 (0)',
      [`${house.store}/${left.id}/0`]: '12 (0)',
      [`${house.store}/${right.id}/0`]: '7 (0)',
    });
    expect(await compartmentAt(id, 2)).toMatchObject({ id: Number.NaN });
    const label = await house.t.call('GET', `/stock/labels?kind=box&ids=${id}&paper=roll-62x29`, { as });
    expect([label.status, label.raw.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  });

  it('takes what is reserved along, and tears a reservation apart where its pieces part', async () => {
    const star = await house.product('STAR', { tracking: 'lot' });
    const [old, young] = [
      await house.lot(star, 'OLD', { expiresOn: '2027-01-01' }),
      await house.lot(star, 'YOUNG', { expiresOn: '2028-01-01' }),
    ];
    const { id } = await make({ slots: [{ code: 'A' }, { code: 'B' }], location: house.store });
    const wide = await joined(id, 1, 2, star);
    await house.stock(star, '6', { lot: old, toCompartment: wide.id });
    await house.stock(star, '4', { lot: young, toCompartment: wide.id });
    const source = await reserved(star, '9', 2);
    await post(`/stock/boxes/${id}/split`, {
      compartment: wide.id,
      contents: [
        { slot: 1, quantity: '5' },
        { slot: 2, quantity: '5' },
      ],
    });
    const held = await reservationsOf(house.ctx, source);
    expect(held.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(pieces('9'));
    const balances = Object.values(await house.balances(star));
    const parts = balances.map((text) => /^(\d+) \((\d+)\)$/.exec(text)?.slice(1).map(Number) ?? []);
    expect(parts.reduce((sum, [onHand = 0]) => sum + onHand, 0)).toBe(10);
    expect(parts.reduce((sum, [, kept = 0]) => sum + kept, 0)).toBe(9);
    for (const { location: place, compartment, lot, quantity } of held) {
      const there = (await house.balances(star))[`${place}/${compartment}/${lot}`] ?? '';
      expect(Number(/\((\d+)\)/.exec(there)?.[1]) * 1e6).toBeGreaterThanOrEqual(quantity);
    }
  });

  it('joins compartments of one article with what lies in them, never those of two', async () => {
    const [sheep, goat] = [await house.product('SHEEP'), await house.product('GOAT')];
    const { id } = await make({
      slots: [{ code: 'A' }, { code: 'B' }, { code: 'C' }, { code: 'D' }],
      location: house.store,
    });
    const [a, b, c] = [await joined(id, 1, 1, sheep), await joined(id, 2, 3, sheep), await joined(id, 4, 4, goat)];
    await house.stock(sheep, '3', { toCompartment: a.id });
    await house.stock(sheep, '4', { toCompartment: b.id });
    await house.stock(goat, '5', { toCompartment: c.id });
    const join = (firstSlot: number, lastSlot: number) => post(`/stock/boxes/${id}/join`, { firstSlot, lastSlot });
    expect(await join(1, 4)).toMatchObject({ status: 409, body: { code: 'stock.compartmentHoldsOther' } });
    expect(await join(1, 2)).toMatchObject({ status: 409, body: { code: 'stock.slotsTaken' } });
    expect(await join(4, 5)).toMatchObject({ status: 422, body: { code: 'stock.slotsUnknown' } });
    expect(await join(1, 3)).toMatchObject({ status: 200 });
    const whole = await compartmentAt(id, 1);
    expect(await house.balances(sheep)).toEqual({ [`${house.store}/${whole.id}/0`]: '7 (0)' });
    await expect(house.stock(sheep, '1', { toCompartment: a.id })).rejects.toMatchObject({
      code: 'stock.compartmentElsewhere',
    });
  });

  it('moving pieces between two compartments at one place leaves its total as it was', async () => {
    const hare = await house.product('HARE');
    const shelf = await house.place('HARE-SHELF');
    const [one, two] = [
      await make({ slots: [{ code: 'A' }, { code: 'B' }], location: shelf }),
      await make({ location: shelf }),
    ];
    const [a, b, far] = [await joined(one.id, 1, 1, hare), await joined(one.id, 2, 2), await joined(two.id, 1, 1)];
    await house.stock(hare, '10', { to: shelf, toCompartment: a.id });
    const shift = (input: object) => post(`/stock/boxes/${one.id}/shift`, { compartment: a.id, ...input });
    expect(await shift({ quantity: '3', to: b.id })).toMatchObject({ status: 200 });
    expect(await shift({ quantity: '2', to: far.id })).toMatchObject({ status: 200 });
    expect(await shift({ quantity: '1' })).toMatchObject({ status: 200 });
    expect(await shift({ quantity: '5', to: b.id })).toMatchObject({
      status: 409,
      body: { code: 'stock.insufficientStock' },
    });
    expect(await house.balances(hare)).toEqual({
      [`${shelf}/0/0`]: '1 (0)',
      [`${shelf}/${a.id}/0`]: '4 (0)',
      [`${shelf}/${b.id}/0`]: '3 (0)',
      [`${shelf}/${far.id}/0`]: '2 (0)',
    });
    expect(await post(`/stock/boxes/${two.id}/shift`, { compartment: a.id, quantity: '1' })).toMatchObject({
      status: 422,
      body: { code: 'stock.compartmentOfOtherBox' },
    });
  });

  it('keeps its slots as long as a compartment uses them, and its use as long as something lies in it', async () => {
    const bell = await house.product('BELL');
    const { id, compartment } = await bellBox(bell);
    const read = async () => (await house.t.call('GET', `/stock/boxes/${id}`, { as })).body as Record<string, unknown>;
    const patch = async (body: object) =>
      house.t.call('PATCH', `/stock/boxes/${id}`, {
        as,
        body,
        headers: { 'if-match': `"${(await read()).version}"` },
      });
    const slots = (await read()).slots as { id: number; code: string }[];
    expect(await patch({ slots: slots.slice(1) })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'slots', code: 'stock.slotInUse' }] },
    });
    expect(await patch({ slots: [...slots, { code: 'Z' }] })).toMatchObject({ status: 200 });
    await house.stock(bell, '1', { toCompartment: compartment });
    expect(await patch({ isActive: false })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'isActive', code: 'stock.boxNotEmpty' }] },
    });
  });

  const bellBox = async (product: number) => {
    const { id } = await make({ slots: [{ code: 'A' }, { code: 'B' }], location: house.store });
    return { id, compartment: (await joined(id, 1, 1, product)).id };
  };

  it('takes no goods, nor new compartments, once it is out of use', async () => {
    const figure = await house.product('UNUSED-FIGURE');
    await house.stock(figure, '10');
    const { box: id, compartment } = await house.boxFor('UNUSED', house.store, figure);
    await update(house.ctx, box, [{ id, patch: { isActive: false } }]);
    const { box: other, compartment: used } = await house.boxFor('IN-USE', house.store, figure);
    await act(house.ctx, box, 'put', other, { compartment: used, product: figure, quantity: pieces('4') });
    const refused = { status: 409, body: { code: 'stock.boxOutOfUse', params: { box: 'UNUSED' } } };
    const goods = { product: figure, quantity: '3' };
    const lines = [{ ...goods, toCompartment: compartment }];
    const draft = await post('/stock/transfers', { to: house.store, lines });
    for (const [path, body] of [
      [`/stock/boxes/${id}/put`, { ...goods, compartment }],
      [`/stock/boxes/${id}/join`, { firstSlot: 1, lastSlot: 1 }],
      [`/stock/boxes/${other}/shift`, { compartment: used, to: compartment, quantity: '1' }],
      ['/stock/work/transfers', { ...goods, from: { location: house.store }, to: { box: id } }],
      ['/stock/work/receipts', { ...goods, to: { compartment } }],
      [`/stock/transfers/${draft.body.id}/post`, {}],
    ] as const)
      expect([path, await post(path, body)]).toMatchObject([path, refused]);
    expect(await house.balances(figure)).toEqual({
      [`${house.store}/0/0`]: '6 (0)',
      [`${house.store}/${used}/0`]: '4 (0)',
    });
  });

  it('says of a place that there is none where it shall be put, with goods in it or without', async () => {
    const figure = await house.product('LOST-FIGURE');
    await house.stock(figure, '2');
    const { box: id, compartment } = await house.boxFor('LOST', house.store, figure);
    const unknown = { status: 422, body: { fields: [{ path: 'location', code: 'kernel.unknownReference' }] } };
    expect(await post(`/stock/boxes/${id}/move`, { location: 999_999 })).toMatchObject(unknown);
    await post(`/stock/boxes/${id}/put`, { compartment, product: figure, quantity: '2' });
    expect(await post(`/stock/boxes/${id}/move`, { location: 999_999 })).toMatchObject(unknown);
  });
});
