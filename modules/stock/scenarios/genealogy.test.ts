import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create } from '#kernel/server/write.ts';
import { customer } from '#modules/party/contract/index.ts';
import { openWarehouse, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { papersOf } from './papers.ts';

interface Share {
  product: { title: string };
  lot: { id: number; title: string } | null;
  quantity: string;
}
interface Passage {
  document: { title: string };
  inputs: Share[];
  outputs: Share[];
}
interface Crossing extends Share {
  document: { title: string; subtitle: string | null; customer: { subtitle: string } | null };
  kind: string;
  place: string;
}
interface Genealogy {
  madeOf: Passage[];
  origins: Crossing[];
  becomes: Passage[];
  destinations: Crossing[];
  lying: (Share & { location: { title: string } })[];
  isCut: boolean;
}

/** Tin comes in with lots, figures are cast and packed with it, and customers get them. */
describe('the genealogy of a lot', () => {
  let house: Warehouse;
  const { post, booked, act, lotId } = papersOf(() => house);
  const genealogy = async (product: number, number: string) => {
    const id = await lotId(product, number);
    const { status, body } = await house.t.call('GET', `/stock/lots/${id}/genealogy`, { as: '1:*' });
    expect(status).toBe(200);
    return body as unknown as Genealogy;
  };
  const said = ({ product, lot, quantity }: Share) => `${product.title} ${lot?.title ?? '–'}: ${quantity}`;
  const products: Record<string, number> = {};
  const product = (sku: string) => products[sku] ?? 0;
  let anna: number;
  beforeAll(async () => {
    house = await openWarehouse();
    for (const sku of ['TIN', 'FIGURE', 'GIFT']) products[sku] = await house.product(sku, { tracking: 'lot' });
    products.BOX = await house.product('BOX');
    const [made] = await create(house.ctx, customer, [{ type: 'individual', firstName: 'Anna', lastName: 'Huber' }]);
    anna = made?.id ?? 0;
    await booked('receipts', {
      supplierName: 'Zinn AG',
      lines: [
        { product: product('TIN'), lots: 'T-1', quantity: '10' },
        { product: product('TIN'), lots: 'T-2', quantity: '10' },
        { product: product('BOX'), quantity: '50' },
      ],
    });
    const cast = (tin: string, figure: string) =>
      booked('conversions', {
        inputs: [{ product: product('TIN'), lots: tin, quantity: '4' }],
        outputs: [{ product: product('FIGURE'), lots: figure, quantity: '20' }],
      });
    await cast('T-1', 'F-1');
    await cast('T-2', 'F-2');
    await booked('conversions', {
      inputs: [
        { product: product('FIGURE'), lots: 'F-1', quantity: '6' },
        { product: product('FIGURE'), lots: 'F-2', quantity: '2' },
        { product: product('BOX'), quantity: '4' },
      ],
      outputs: [{ product: product('GIFT'), lots: 'G-1', quantity: '4' }],
    });
    await booked('issues', {
      kind: 'customer',
      customer: anna,
      lines: [
        { product: product('GIFT'), lots: 'G-1', quantity: '3' },
        { product: product('FIGURE'), lots: 'F-1', quantity: '5' },
      ],
    });
    await booked('issues', {
      kind: 'customer',
      recipient: 'Walk-in',
      lines: [{ product: product('FIGURE'), lots: 'F-2', quantity: '1' }],
    });
  });
  afterAll(() => house.close());

  it('PRD-WHS-05 says which customers got what was made of a lot of tin, and what still lies here', async () => {
    const { becomes, destinations, lying, madeOf, origins, isCut } = await genealogy(product('TIN'), 'T-1');
    expect(becomes.map(({ inputs, outputs }) => [inputs.map(said), outputs.map(said)])).toEqual([
      [['TIN T-1: 4'], ['FIGURE F-1: 20']],
      [['FIGURE F-1: 6', 'FIGURE F-2: 2', 'BOX –: 4'], ['GIFT G-1: 4']],
    ]);
    expect(
      destinations.map(({ document: { customer: who }, ...one }) => [said(one), one.place, who?.subtitle]),
    ).toEqual([
      ['GIFT G-1: 3', 'customer', 'Anna Huber'],
      ['FIGURE F-1: 5', 'customer', 'Anna Huber'],
    ]);
    expect(lying.map((one) => `${said(one)} ${one.location.title}`).sort()).toEqual([
      'FIGURE F-1: 9 MAIN-STOCK',
      'GIFT G-1: 1 MAIN-STOCK',
      'TIN T-1: 6 MAIN-STOCK',
    ]);
    expect(madeOf).toEqual([]);
    expect(origins.map(said)).toEqual(['TIN T-1: 10']);
    expect(isCut).toBe(false);
  });

  it('PRD-WHS-05 says what a gift was made of, back to the deliveries', async () => {
    const { madeOf, origins, becomes } = await genealogy(product('GIFT'), 'G-1');
    expect(madeOf.flatMap(({ outputs }) => outputs.map(said)).sort()).toEqual([
      'FIGURE F-1: 20',
      'FIGURE F-2: 20',
      'GIFT G-1: 4',
    ]);
    expect(origins.map((one) => [said(one), one.document.subtitle, one.place])).toEqual([
      ['TIN T-1: 10', 'Zinn AG', 'supplier'],
      ['TIN T-2: 10', 'Zinn AG', 'supplier'],
    ]);
    expect(becomes).toEqual([]);
  });

  it('forgets what was reversed', async () => {
    const wrong = await booked('conversions', {
      inputs: [{ product: product('TIN'), lots: 'T-2', quantity: '1' }],
      outputs: [{ product: product('FIGURE'), lots: 'F-WRONG', quantity: '5' }],
    });
    await act(`/stock/conversions/${wrong.id}/reverse`, { reason: 'other tin' });
    const { becomes, lying } = await genealogy(product('TIN'), 'T-2');
    expect(JSON.stringify([becomes, lying])).not.toContain('F-WRONG');
    expect((await genealogy(product('FIGURE'), 'F-WRONG')).madeOf).toEqual([]);
  });

  it('ends where goods become themselves again', async () => {
    // Recast: the figures go back into the pot of their own lot.
    await booked('conversions', {
      inputs: [{ product: product('FIGURE'), lots: 'F-1', quantity: '1' }],
      outputs: [{ product: product('TIN'), lots: 'T-1', quantity: '0.1' }],
    });
    const { becomes, madeOf } = await genealogy(product('TIN'), 'T-1');
    expect([becomes.length, madeOf.length]).toEqual([3, 2]);
  });

  it('takes two statements for each generation, however many lots there are', async () => {
    const serial = await house.product('MEDAL', { tracking: 'serial' });
    await booked('conversions', {
      inputs: [{ product: product('TIN'), lots: 'T-2', quantity: '1' }],
      outputs: [{ product: serial, lots: 'M0001-M0400' }],
    });
    const before = house.t.app.engine.statements();
    const { becomes } = await genealogy(product('TIN'), 'T-2');
    expect(becomes.flatMap(({ outputs }) => outputs).filter(({ product: of }) => of.title === 'MEDAL')).toHaveLength(
      400,
    );
    expect(house.t.app.engine.statements() - before).toBeLessThan(40);
  });

  it('names who is no customer as well, to those who may know customers', async () => {
    const id = await lotId(product('FIGURE'), 'F-2');
    const reads = '1:stock.lot:read,stock.movement:read,stock.issue:read,catalog.variant:read';
    const reached = async (as: string) => {
      const { body } = await house.t.call('GET', `/stock/lots/${id}/genealogy`, { as });
      return (body as unknown as Genealogy).destinations.map(({ document: { title, subtitle } }) => [
        !!title,
        subtitle,
      ]);
    };
    expect(await reached(`${reads},party.customer:read`)).toContainEqual([true, 'Walk-in']);
    const hidden = await reached(reads);
    expect(hidden.every(([isNamed]) => isNamed)).toBe(true);
    expect(JSON.stringify(hidden)).not.toMatch(/Walk-in|Huber/);
  });

  it('PRD-WHS-05 names whom it reached to those who call it back, without a right to customers and their papers', async () => {
    const id = await lotId(product('TIN'), 'T-1');
    const destinationsFor = async (as: string) => {
      const { body } = await house.t.call('GET', `/stock/lots/${id}/genealogy`, { as });
      return (body as unknown as Genealogy).destinations;
    };
    const reads = '1:stock.lot:read,stock.movement:read,catalog.variant:read';
    expect(await destinationsFor(`${reads},stock.lot:customers`)).toEqual(await destinationsFor('1:*'));
    expect(JSON.stringify(await destinationsFor(reads))).not.toContain('Huber');
  });

  it('hides what the reader may not see', async () => {
    const id = await lotId(product('TIN'), 'T-1');
    const get = (as: string) => house.t.call('GET', `/stock/lots/${id}/genealogy`, { as });
    expect((await get('1:stock.lot:read')).status).toBe(403);
    const { body, status } = await get('1:stock.lot:read,stock.movement:read,catalog.variant:read');
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toContain('Huber');
    expect((await post('/stock/lots/999999/genealogy')).status).toBe(404);
  });

  it('a reference to a lot names its product', async () => {
    const id = await lotId(product('TIN'), 'T-1');
    const { body } = await house.t.call('GET', `/stock/balances?filter[lot]=${id}&filter[location]=${house.store}`, {
      as: '1:*',
    });
    expect((body.items as { lot: unknown }[])[0]?.lot).toMatchObject({ id, title: 'T-1', subtitle: 'TIN' });
    const picked = await house.t.call('GET', '/stock/lots/pick?q=T-1', { as: '1:*' });
    expect((picked.body.items as unknown[])[0]).toMatchObject({ id, title: 'T-1', subtitle: 'TIN' });
  });
});
