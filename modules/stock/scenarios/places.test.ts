import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCtx } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { openWarehouse, pieces, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { box, location, warehouse } from '../contract/index.ts';
import { defaultLocation, postMovements } from '../server/index.ts';
import { loadsOf } from '../server/location/place-load.ts';

describe('places of a warehouse', () => {
  let house: Warehouse;
  let main: number;
  const as = '1:*';
  beforeAll(async () => {
    house = await openWarehouse([documentsServer]);
    main = Number((await house.ctx.db.selectFrom('stock_warehouse').select('id').executeTakeFirst())?.id);
  });
  afterAll(() => house.close());

  const post = (path: string, body: object, who = as) => house.t.call('POST', path, { as: who, body });
  const change = async (id: number, body: object) => {
    const { version } = (await house.t.call('GET', `/stock/locations/${id}`, { as })).body;
    return house.t.call('PATCH', `/stock/locations/${id}`, { as, body, headers: { 'if-match': `"${version}"` } });
  };

  it('PRD-WHS-01 stand in the warehouse of the place they belong to, and never in themselves', async () => {
    const [shop] = await create(house.ctx, warehouse, [{ code: 'SHOP', name: { de: 'Laden', en: 'Shop' } }]);
    const rack = await house.place('TREE-R1');
    const bay = await post('/stock/locations', { code: 'TREE-R1-F1', parent: rack });
    expect(bay).toMatchObject({ status: 201, body: { warehouse: { id: main } } });
    expect(await post('/stock/locations', { code: 'ELSEWHERE', parent: rack, warehouse: shop?.id })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'parent', code: 'stock.parentInOtherWarehouse' }] },
    });
    expect(await change(rack, { parent: bay.body.id })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'parent', code: 'stock.locationInItself' }] },
    });
    expect(await change(rack, { warehouse: shop?.id })).toMatchObject({ status: 422 });
    const customer = await defaultLocation(house.ctx, 'customer');
    expect(await post('/stock/locations', { code: 'AT-CUSTOMER', parent: customer, warehouse: main })).toMatchObject({
      body: { fields: [{ path: 'parent', code: 'stock.notAStorageLocation' }] },
    });
  });

  it('PRD-WHS-01 refuse movements while they are not in use, and warn when something is left there', async () => {
    const shelf = await house.place('OLD-SHELF');
    const wax = await house.product('WAX-BLOCK');
    await house.stock(wax, '3', { to: shelf });
    expect((await change(shelf, { isActive: false })).body.warnings).toMatchObject([
      { path: 'isActive', code: 'stock.inactiveWithStock' },
    ]);
    await expect(house.stock(wax, '1', { to: shelf })).rejects.toMatchObject({ code: 'stock.locationInactive' });
    await change(shelf, { isActive: true });
    await house.stock(wax, '1', { to: shelf });
  });

  it('are laid out by a pattern, as a tree in the order of the walk, and a repetition only adds what is new', async () => {
    const pattern = (racks: number, dryRun: boolean) => ({
      warehouse: main,
      prefix: 'DE-Hamburg-Markt',
      levels: [
        { level: 'rack', mark: 'R', from: 1, to: racks, digits: 2 },
        { level: 'bay', mark: 'F', from: 1, to: 3, digits: 2 },
        { level: 'shelf', mark: 'B', from: 1, to: 2, digits: 2 },
      ],
      maxBoxes: 6,
      dryRun,
    });
    const first = 'DE-Hamburg-Markt-R01-F01-B01';
    expect((await post('/stock/locations/generate', pattern(4, true))).body).toEqual({
      created: 4 + 12 + 24,
      known: 0,
      first,
      last: 'DE-Hamburg-Markt-R04-F03-B02',
    });
    await post('/stock/locations/generate', pattern(3, false));
    expect((await post('/stock/locations/generate', pattern(4, false))).body).toMatchObject({ created: 10, known: 30 });
    const bin = await house.ctx.db
      .selectFrom('stock_location as b')
      .innerJoin('stock_location as f', 'f.id', 'b.parent')
      .innerJoin('stock_location as r', 'r.id', 'f.parent')
      .select(['f.code as bay', 'r.code as rack', 'b.level', 'b.route_position', 'b.max_boxes'])
      .where('b.code', '=', 'DE-Hamburg-Markt-R04-F02-B02')
      .executeTakeFirst();
    expect(bin).toMatchObject({
      bay: 'DE-Hamburg-Markt-R04-F02',
      rack: 'DE-Hamburg-Markt-R04',
      level: 'shelf',
      route_position: 220,
      max_boxes: 6,
    });
    expect(await post('/stock/locations/generate', { ...pattern(4, false), prefix: 'X'.repeat(58) })).toMatchObject({
      status: 422,
      body: { code: 'stock.placeCodeTooLong' },
    });
    expect(await post('/stock/locations/generate', pattern(3000, false))).toMatchObject({
      status: 422,
      body: { code: 'stock.tooManyPlaces' },
    });
  });

  it('let goods out of quarantine only for whom it is given to', async () => {
    const quarantine = await house.place('Q-1', { purpose: 'quarantine' });
    const blocked = await house.place('Q-2', { purpose: 'blocked' });
    expect((await post('/stock/locations', { code: 'Q-1-B1', parent: quarantine })).body.purpose).toBe('quarantine');
    const shelf = [{ level: 'shelf', mark: 'S', from: 1, to: 1, digits: 1 }];
    await post('/stock/locations/generate', { warehouse: main, parent: quarantine, levels: shelf });
    const laidOut = await house.ctx.db
      .selectFrom('stock_location')
      .select(['code', 'purpose'])
      .where('parent', '=', quarantine)
      .execute();
    expect(laidOut.map(({ code, purpose }) => `${code} ${purpose}`)).toContain('Q-1-S1 quarantine');
    const tin = await house.product('TIN-INGOT');
    await house.stock(tin, '9', { to: quarantine });
    const clerk = { id: 1, username: 'clerk', permissions: new Set(['stock.transfer:post']) };
    const inspector = { ...clerk, permissions: new Set(['stock.location:release']) };
    const move = (actor: typeof clerk, to: number) =>
      postMovements(
        { ...createCtx(house.t.app, actor), db: house.t.app.engine.reader },
        { kind: 'transfer', date: house.today, source: { resource: 'test.document', id: 77, title: 'Q' } },
        [{ product: tin, from: quarantine, to, quantity: pieces('1') }],
      );
    await expect(move(clerk, house.store)).rejects.toMatchObject({
      code: 'kernel.missingPermission',
      params: { permission: 'stock.location:release' },
    });
    await move(clerk, blocked);
    await move(inspector, house.store);
    expect(await house.balances(tin)).toMatchObject({ [`${quarantine}/0/0`]: '7 (0)' });
  });

  it('know what light goods weigh in all, in whatever unit the weight of a piece is entered', async () => {
    const shelf = await house.place('LIGHT-GOODS', { maxWeight: 50_000 });
    const screw = await house.product('SCREW', { weight: pieces('0.000049'), weightUnit: 'kg' });
    const bead = await house.product('BEAD', { weight: pieces('0.000003'), weightUnit: 't' });
    const leaf = await house.product('LEAF', { weight: pieces('0.125'), weightUnit: 'oz' });
    await house.stock(screw, '100000', { to: shelf });
    await house.stock(bead, '1000', { to: shelf });
    await house.stock(leaf, '1000', { to: shelf });
    const overview = await house.t.call('GET', `/stock/place-overview?warehouse=${main}`, { as });
    const items = overview.body.items as { id: number }[];
    // 4 900 g, 3 000 g and 3 543.690390625 g.
    expect(items.find(({ id }) => id === shelf)).toMatchObject({ weight: 11_444 });
    expect((await loadsOf(house.ctx, [shelf])).get(shelf)).toMatchObject({ weight: 11_444 });
  });

  it('PRD-PRM-24 show what stands and lies at each of them, and what lies of products where', async () => {
    const rack = await house.place('SEEN-R1');
    const shelf = await house.place('SEEN-R1-B1', { parent: rack, maxWeight: 5000 });
    const [cup, plate] = [await house.product('CUP', { weight: pieces('150') }), await house.product('PLATE')];
    await create(house.ctx, box, [{ location: shelf, slots: [{ code: 'A' }] }]);
    await house.stock(cup, '4', { to: shelf });
    await house.stock(plate, '2', { to: shelf });
    await house.stock(plate, '1', { to: house.store });
    const overview = await house.t.call('GET', `/stock/place-overview?warehouse=${main}`, { as });
    const items = overview.body.items as { id: number }[];
    expect(items.find(({ id }) => id === shelf)).toMatchObject({
      code: 'SEEN-R1-B1',
      parent: rack,
      boxes: 1,
      positions: 2,
      weight: 600,
      maxWeight: 5000,
    });
    expect(items.some(({ id }) => id === 0)).toBe(false);
    const below = await house.t.call('GET', `/stock/levels?location=${rack}`, { as });
    expect(below.body.items).toEqual([
      { product: cup, location: shelf, onHand: '4', reserved: '0', available: '4' },
      { product: plate, location: shelf, onHand: '2', reserved: '0', available: '2' },
    ]);
    const ofPlate = await house.t.call('GET', `/stock/levels?product=${plate}`, { as });
    expect(ofPlate.body).toMatchObject({
      products: [{ id: plate, title: 'PLATE' }],
      items: [{ location: house.store }, { location: shelf }],
      next: null,
    });
    const page = await house.t.call('GET', '/stock/levels?limit=1', { as });
    const next = await house.t.call('GET', `/stock/levels?limit=5000&after=${page.body.next}`, { as });
    expect(new Set([...(page.body.products as object[]), ...(next.body.products as object[])]).size).toBeGreaterThan(3);
  });

  it('are printed on labels, with all that lie in them, and boxes, products and lots as well', async () => {
    const zone = await house.place('LABEL-Z1');
    for (const code of ['LABEL-Z1-B1', 'LABEL-Z1-B2']) await house.place(code, { parent: zone });
    const cord = await house.product('LABEL-CORD', { tracking: 'lot' });
    const tied = await house.lot(cord, 'L-77');
    const [made] = await create(house.ctx, box, [{ location: zone, slots: [{ code: 'A' }] }]);
    const labels = (query: string, who = as) => house.t.call('GET', `/stock/labels?${query}`, { as: who });
    const paper = 'paper=roll-62x29';
    for (const query of [`kind=box&ids=${made?.id}`, `kind=product&ids=${cord}`, `kind=lot&ids=${tied}`]) {
      const answer = await labels(`${query}&${paper}`);
      expect([query, answer.status, answer.headers['content-type']]).toEqual([query, 200, 'application/pdf']);
    }
    expect((await labels(`kind=location&within=${zone}&${paper}`)).status).toBe(200);
    expect(await labels(`kind=location&ids=999999&${paper}`)).toMatchObject({ body: { code: 'stock.nothingToLabel' } });
    expect(await labels(`kind=box&ids=${made?.id}&copies=1001&${paper}`)).toMatchObject({
      body: { code: 'stock.tooManyLabels' },
    });
    const many = Array.from({ length: 1001 }, (_, index) => index + 1).join(',');
    for (const wrong of ['copies=0', 'start=0'])
      expect([wrong, (await labels(`kind=location&ids=${many}&${wrong}&${paper}`)).status]).toEqual([wrong, 422]);
    expect((await labels(`kind=product&ids=${cord}&${paper}`, '1:stock.box:read')).status).toBe(403);
  });

  it('PRD-PRM-27 are laid out by those alone who may create them', async () => {
    const levels = [{ level: 'bin', mark: 'X', from: 1, to: 1, digits: 1 }];
    const answer = await post('/stock/locations/generate', { warehouse: main, levels }, '1:stock.location:read');
    expect(answer.status).toBe(403);
    expect(await house.ctx.db.selectFrom('stock_location').select('id').where('code', '=', 'X1').execute()).toEqual([]);
    expect(location.operations).toContain('create');
  });
});
