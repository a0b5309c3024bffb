import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStockHouse, type StockHouse } from '../../../tests/fault/stock-house.ts';

/** What of a customer's order stands in the warehouse is seen by many who have nothing to do with customers. */
describe('names of customers in the warehouse', () => {
  let stock: StockHouse;
  let order: Record<string, unknown> & { id: number };
  const planner = ['demand', 'reservation', 'issue', 'movement', 'balance', 'location', 'lot'].reduce(
    (rights, resource) => `${rights},stock.${resource}:read`,
    '2:sales.order:read,catalog.variant:read',
  );
  const clerk = `${planner},party.customer:read`;
  const name = 'Zinnhaus';
  const get = (url: string, as: string) => stock.house.t.call('GET', url, { as });
  beforeAll(async () => {
    stock = await openStockHouse();
    const { house, articles, customer } = stock;
    const lines = [{ product: articles[0]?.id, quantity: '30000' }];
    const draft = await house.post('/sales/orders', { customer, lines });
    order = await house.post(`/sales/orders/${draft.id}/confirm`, { backorder: true });
    await house.post('/stock/issues', {
      kind: 'customer',
      customer,
      lines: [{ product: articles[0]?.id, quantity: '1' }],
    });
  }, 120_000);
  afterAll(() => stock.house.close());

  it('are shown to those who may read customers, the order by its number to everybody', async () => {
    const pages = [
      '/stock/demands',
      '/stock/reservations',
      '/stock/allocations',
      '/stock/issues',
      '/stock/issues/1/history',
    ];
    for (const url of [...pages, `/search?q=${name}`]) {
      const { status, raw } = await get(url, planner);
      expect([url, status, raw.toString().includes(name)]).toEqual([url, 200, false]);
    }
    for (const url of ['/stock/demands', '/stock/allocations'])
      expect([url, (await get(url, planner)).raw.toString().includes(String(order.number))]).toEqual([url, true]);
    expect((await get('/stock/demands', planner)).body.items).toMatchObject([{ source: order.number }]);
    expect((await get('/stock/allocations', planner)).body.items).toMatchObject([
      { source: { title: order.number, subtitle: null } },
    ]);
  });

  it('stand beside the order and the issue for those who give the goods out', async () => {
    const [board] = (await get('/stock/allocations', clerk)).body.items as {
      source: { title: string; subtitle: string };
    }[];
    expect(board?.source.title).toBe(order.number);
    expect(board?.source.subtitle).toContain(name);
    const [issue] = (await get('/stock/issues', clerk)).body.items as { recipient: string }[];
    expect(issue?.recipient).toContain(name);
  });

  it('are not asked for by those who may not read them', async () => {
    expect((await get(`/stock/issues?filter[recipient]=${name}`, planner)).status).toBe(400);
    const body = { kind: 'customer', recipient: 'Walk-in', lines: [] };
    const attempt = await stock.house.t.call('POST', '/stock/issues', { as: `${planner},stock.issue:create`, body });
    expect(attempt).toMatchObject({ status: 403, body: { code: 'kernel.fieldNotPermitted' } });
  });
});
