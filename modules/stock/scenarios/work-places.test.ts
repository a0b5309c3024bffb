import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create } from '#kernel/server/write.ts';
import { unit } from '#modules/org/contract/index.ts';
import { openWarehouse, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import type { ScanAnswer, SpotContents } from '../contract/index.ts';

describe('work places with scanners', () => {
  let house: Warehouse;
  const scan = async (code: string, near?: number): Promise<ScanAnswer> => {
    const asked = new URLSearchParams({ code, ...(near && { product: String(near) }) });
    const answer = await house.t.call('GET', `/stock/scan?${asked}`, { as: '1:*' });
    expect(answer.status).toBe(200);
    return answer.body as unknown as ScanAnswer;
  };
  const post = (path: string, body: object, as = '1:*', key?: string) =>
    house.t.call('POST', `/stock/work/${path}`, { as, body, ...(key && { headers: { 'idempotency-key': key } }) });
  const contents = async (query: string) =>
    (await house.t.call('GET', `/stock/work/contents?${query}`, { as: '1:*' })).body as unknown as SpotContents;
  beforeAll(async () => {
    house = await openWarehouse();
  });
  afterAll(() => house.close());

  it('PRD-WHS-01 say what a code is: a place, a box, a compartment, an article by any of its numbers, a lot', async () => {
    const bottle = await house.product('W-BOTTLE', {
      tracking: 'lot',
      legacySku: '11400-BE',
      barcodes: [
        { code: '4006381333931', kind: 'gtin' },
        { code: 'CASE-6', kind: 'internal', quantity: 6_000_000 },
      ],
    });
    const shelf = await house.place('R04-F02-B02', { purpose: 'quarantine' });
    const { box, compartment } = await house.boxFor('S-000777', shelf, bottle);
    const lotId = await house.lot(bottle, 'L-17', { expiresOn: '2031-05-31' });
    const goods = {
      kind: 'goods',
      product: { id: bottle, title: 'W-BOTTLE' },
      tracking: 'lot',
      legacyNumber: '11400-BE',
    };
    for (const code of ['W-BOTTLE', 'w-bottle', '4006381333931', '04006381333931', '11400-BE'])
      expect((await scan(code)).items, code).toMatchObject([{ ...goods, pieces: '1', lot: null }]);
    expect((await scan('CASE-6')).items).toMatchObject([{ ...goods, pieces: '6' }]);
    expect((await scan('L-17')).items).toMatchObject([
      { ...goods, lot: { id: lotId, number: 'L-17', expiresOn: '2031-05-31' } },
    ]);
    expect((await scan(']d2010400638133393110L-17')).items).toMatchObject([{ ...goods, lot: { id: lotId } }]);
    expect((await scan(']d201040063813339311732063010L-18')).items).toMatchObject([
      { ...goods, lot: { id: null, number: 'L-18', expiresOn: '2032-06-30' } },
    ]);
    const at = { kind: 'place', location: { id: shelf, title: 'R04-F02-B02' }, purpose: 'quarantine', isActive: true };
    expect((await scan('r04-f02-b02')).items).toMatchObject([{ ...at, box: null, compartment: null }]);
    expect((await scan('S-000777')).items).toMatchObject([{ ...at, box: { id: box }, compartment: null }]);
    expect((await scan('S-000777/A-B')).items).toMatchObject([
      { ...at, box: { id: box }, compartment: { id: compartment } },
    ]);
    expect(await scan('nobody knows this')).toEqual({ code: 'nobody knows this', items: [] });
    expect(await scan('supplier')).toMatchObject({ items: [] });
  });

  it('say the unit in the reader’s language, and in another one before they show its code', async () => {
    const [reel] = await create(house.ctx, unit, [
      { code: 'REEL', name: { de: 'Spule', en: null }, symbol: { de: 'Sp.', en: null } },
    ]);
    await house.product('W-THREAD', { unit: reel?.id });
    const answer = await house.t.call('GET', '/stock/scan?code=W-THREAD', { as: '1:*', language: 'en' });
    expect(answer.body.items).toMatchObject([{ kind: 'goods', unit: 'Sp.' }]);
  });

  it('name the lots of all articles that have this number, that of the article at hand first', async () => {
    const [one, other] = [
      await house.product('W-ONE', { tracking: 'lot' }),
      await house.product('W-OTHER', { tracking: 'lot' }),
    ];
    for (const product of [one, other]) await house.lot(product, 'SAME');
    const products = ({ items }: ScanAnswer) => items.map((item) => (item.kind === 'goods' ? item.product.id : 0));
    expect(products(await scan('SAME'))).toEqual([one, other]);
    expect(products(await scan('SAME', other))).toEqual([other, one]);
  });

  it('PRD-WHS-07 post a receipt at once, once for each key, and take it back', async () => {
    const cork = await house.product('W-CORK', { tracking: 'lot' });
    const bay = await house.place('W-BAY');
    const body = {
      to: { location: bay },
      product: cork,
      lots: 'K-1',
      quantity: '40',
      expiresOn: '2031-01-31',
      supplierName: 'Kork AG',
      supplierReference: 'LS 12',
    };
    const first = await post('receipts', body, '1:*', 'scan-1');
    expect(first).toMatchObject({ status: 201, body: { resource: 'stock.receipt', warnings: [] } });
    expect(first.body.number).toMatch(/^WE/);
    const again = await post('receipts', body, '1:*', 'scan-1');
    expect(again.body).toEqual(first.body);
    const { items } = await contents(`location=${bay}`);
    expect(items).toMatchObject([
      { product: { id: cork }, lot: { number: 'K-1', expiresOn: '2031-01-31' }, onHand: '40' },
    ]);
    const undo = { resource: 'stock.receipt', id: first.body.id };
    expect((await post('undo', undo)).status).toBe(200);
    expect(await contents(`location=${bay}`)).toEqual({ items: [], isCut: false });
    expect((await post('undo', undo)).status).toBe(409);
  });

  it('PRD-WHS-02 move goods from place to place and into a box, where they find their compartment', async () => {
    const [nail, hook] = [await house.product('W-NAIL'), await house.product('W-HOOK')];
    const [bay, shelf] = [await house.place('W-BAY-2'), await house.place('W-SHELF')];
    await house.stock(nail, '10', { to: bay });
    await house.stock(hook, '5', { to: bay });
    const move = (from: object, to: object, product: number, quantity: string) =>
      post('transfers', { from, to, product, quantity });
    expect((await move({ location: bay }, { location: shelf }, nail, '4')).status).toBe(201);
    const made = await house.t.call('POST', '/stock/boxes', {
      as: '1:*',
      body: { code: 'W-BOX', location: shelf, slots: [{ code: 'A' }, { code: 'B' }] },
    });
    const box = Number(made.body.id);
    expect((await move({ location: bay }, { box }, nail, '2')).status).toBe(201);
    expect((await move({ location: bay }, { box }, nail, '1')).status).toBe(201);
    expect((await move({ location: bay }, { box }, hook, '5')).status).toBe(201);
    const inBox = async () =>
      (await contents(`box=${box}`)).items.map(
        (item) => `${item.product.title} ${item.onHand} ${item.compartment?.title}`,
      );
    expect(await inBox()).toEqual(['W-HOOK 5 W-BOX/B', 'W-NAIL 3 W-BOX/A']);
    const third = await house.product('W-THIRD');
    await house.stock(third, '1', { to: bay });
    expect(await move({ location: bay }, { box }, third, '1')).toMatchObject({
      status: 409,
      body: { code: 'stock.boxHasNoRoom' },
    });
    // Out of the box: whoever scans the shelf and the article means those in the box when no others lie there.
    expect((await move({ location: shelf }, { location: bay }, hook, '5')).status).toBe(201);
    expect(await inBox()).toEqual(['W-NAIL 3 W-BOX/A']);
    // Scanned while the network was gone: looked up when it comes.
    expect((await move({ code: 'W-BAY-2' }, { code: 'w-shelf' }, nail, '1')).status).toBe(201);
    expect(await move({ location: bay }, { code: 'NOWHERE' }, nail, '1')).toMatchObject({
      status: 422,
      body: { code: 'stock.placeUnknown' },
    });
    expect(await move({ location: bay }, { location: shelf }, nail, '99')).toMatchObject({
      status: 409,
      body: { code: 'stock.insufficientStock' },
    });
  });

  it('PRD-PRM-24 let nobody take back what others have posted, unless he may reverse it', async () => {
    const wire = await house.product('W-WIRE');
    const may = 'stock.receipt:create,stock.receipt:post,stock.balance:read';
    const made = await post('receipts', { to: { location: house.store }, product: wire, quantity: '3' }, `7:${may}`);
    expect(made.status).toBe(201);
    const undo = { resource: 'stock.receipt', id: made.body.id };
    expect(await post('undo', undo, `8:${may}`)).toMatchObject({ status: 403 });
    expect((await post('undo', undo, `7:${may}`)).status).toBe(200);
    expect(await post('transfers', { from: {}, to: {}, product: wire })).toMatchObject({ status: 422 });
    expect((await post('receipts', { to: { location: house.store }, product: wire, quantity: '0' })).status).toBe(422);
  });
});
