import { afterAll, beforeAll, expect, it } from 'vitest';
import { modules } from '#apps/server/modules.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { verify } from '#modules/verification/server/index.ts';
import { type Client, client, salesApp, stockedCompany } from './trading-company.ts';

interface Named {
  id: number;
  title: string;
  subtitle?: string;
}
interface Crossing {
  lot: Named;
  quantity: string;
  document: { resource: string; title: string; subtitle: string; customer: Named | null };
}

/** A delivery with lots on its way through the house: put away, cast, transferred, sold, and asked for afterwards. */
let t: TestApp;
let api: Client;
beforeAll(async () => {
  t = await salesApp({ modules });
  api = client(t);
}, 60_000);
afterAll(() => t.close());

const booked = async (path: string, body: unknown) => {
  const { id } = await api.post(`/stock/${path}`, body);
  return api.post(`/stock/${path}/${id}/post`);
};
const idAt = async (table: string, column: string, value: string): Promise<number> => {
  const row = await t.ctx.db.selectFrom(table).select('id').where(column, '=', value).executeTakeFirst();
  return Number(row?.id);
};

it('PRD-WHS-05 PRD-WHS-07 leads from a tin lot to the customers, and from a figure back to its supplier', async () => {
  const { dealer, consumer } = await stockedCompany(api, { count: 1, pieces: 0 });
  const variant = (sku: string) =>
    api.post('/catalog/variants', {
      sku,
      name: { de: sku, en: sku },
      tracking: 'lot',
      retailPrice: '39.50',
      tradePrice: '17.80',
    });
  const [tin, lion] = [await variant('TIN'), await variant('LION')];
  const warehouse = await idAt('stock_warehouse', 'code', 'MAIN');
  const place = (code: string, purpose: string) => api.post('/stock/locations', { code, warehouse, purpose });
  const [rack, shop] = [await place('MAIN-R01', 'workshop'), await place('SHOP', 'sale')];
  const yesterday = addDays(businessDate(t.app.clock()), -1);

  await booked('receipts', {
    date: yesterday,
    supplierName: 'Zinn AG',
    lines: [
      { product: tin.id, lots: 'T-1', quantity: '10', expiresOn: '2099-12-31' },
      { product: tin.id, lots: 'T-2', quantity: '10' },
    ],
  });
  await booked('transfers', {
    date: yesterday,
    to: rack.id,
    lines: [{ product: tin.id, lots: 'T-1', quantity: '10' }],
  });
  await booked('conversions', {
    location: rack.id,
    inputs: [{ product: tin.id, lots: 'T-1', quantity: '6' }],
    outputs: [
      { product: lion.id, lots: 'L-1', quantity: '30', location: await idAt('stock_location', 'code', 'MAIN-STOCK') },
    ],
  });
  const { id: way } = await api.post('/stock/transfers', {
    to: shop.id,
    lines: [{ product: lion.id, lots: 'L-1', quantity: '10' }],
  });
  await api.post(`/stock/transfers/${way}/ship`);
  await api.post(`/stock/transfers/${way}/receive`, { arrivals: [{ product: lion.id, quantity: '9' }] });
  await api.post(`/stock/transfers/${way}/writeOff`, { reason: await idAt('stock_reason', 'code', 'LOSS') });

  const sold: string[] = [];
  for (const [customer, quantity] of [
    [dealer, '12'],
    [consumer, '2'],
  ] as const) {
    const { id } = await api.post('/sales/orders', { customer, lines: [{ product: lion.id, quantity }] });
    await api.post(`/sales/orders/${id}/confirm`);
    sold.push(String((await api.post(`/sales/orders/${id}/deliver`)).number));
  }
  await booked('adjustments', {
    reason: await idAt('stock_reason', 'code', 'COUNT'),
    location: shop.id,
    lines: [{ product: lion.id, lots: 'L-1', quantity: '-1' }],
  });

  const genealogy = async (number: string) =>
    (await api.get(`/stock/lots/${await idAt('stock_lot', 'number', number)}/genealogy`)) as unknown as Record<
      'origins' | 'destinations' | 'lying',
      Crossing[]
    >;
  const { destinations, lying } = await genealogy('T-1');
  const reached = destinations.filter(({ document }) => document.customer !== null);
  expect(reached.map(({ lot, document: { title, customer } }) => [lot.title, title, customer?.subtitle])).toEqual([
    ['L-1', sold[0], 'Zinnhaus Müller GmbH'],
    ['L-1', sold[1], 'Anna Huber'],
  ]);
  // Lost on the way and by the count: out of the house, too.
  expect(destinations.length - reached.length).toBe(2);
  const pieces = lying.filter(({ lot }) => lot.title === 'L-1').map(({ quantity }) => Number(quantity));
  expect(pieces.reduce((sum, count) => sum + count, 0)).toBe(30 - 12 - 2 - 1 - 1);
  expect((await genealogy('L-1')).origins.map(({ lot, document }) => [lot.title, document.subtitle])).toEqual([
    ['T-1', 'Zinn AG'],
  ]);

  // The evening's report: what lay where at the end of yesterday.
  const { items } = (await api.get(`/stock/at?date=${yesterday}`)) as unknown as {
    items: { product: Named; location: Named; lot: Named; onHand: string }[];
  };
  expect(items.map((one) => [one.location.title, one.product.title, one.lot.title, one.onHand]).sort()).toEqual([
    ['MAIN-R01', 'TIN', 'T-1', '10'],
    ['MAIN-STOCK', 'TIN', 'T-2', '10'],
  ]);
  const findings = await verify(t.app.engine);
  expect(findings.filter(({ count }) => count > 0)).toEqual([]);
});
