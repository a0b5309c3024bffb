import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '#kernel/server/testing.ts';
import { type Client, client, salesApp, stockedCompany } from './trading-company.ts';

let t: TestApp;
let api: Client;
let dealer = 0;
let lion = 0;
let star = 0;
beforeAll(async () => {
  t = await salesApp();
  api = client(t);
  const company = await stockedCompany(api, { count: 2, pieces: 0 });
  dealer = company.dealer;
  [lion = 0, star = 0] = company.variants;
  const list = await api.post('/pricing/lists', { code: 'STAFFEL', name: { de: 'Staffel', en: 'Breaks' } });
  await api.post('/pricing/prices', { priceList: list.id, variant: lion, price: '16.00', minQuantity: '10' });
  await api.post('/pricing/prices', { priceList: list.id, variant: lion, price: '14.00', minQuantity: '100' });
  await api.post(`/pricing/lists/${list.id}/activate`);
});
afterAll(() => t.close());

type Line = { id: number; price: string; quantity: string; priceEntered: boolean; discount: string | null };
const linesOf = (order: Record<string, unknown>) => order.lines as Line[];
const prices = (order: Record<string, unknown>) => linesOf(order).map(({ price }) => price);
const order = (lines: object[]) => api.post('/sales/orders', { customer: dealer, lines });
const change = async (one: { id: number; version: number }, lines: object[], as = '1:*') => {
  const headers = { 'if-match': `"${one.version}"` };
  const answer = await t.call('PATCH', `/sales/orders/${one.id}`, { as, body: { lines }, headers });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as Record<string, unknown> & { id: number; version: number };
};

describe('an order line', () => {
  it('with an unknown product says so, and not all that could not be filled for it', async () => {
    const refused = async (body: object) => (await t.call('POST', '/sales/orders', { as: '1:*', body })).body;
    expect(await refused({ customer: dealer, lines: [{ product: 4711, quantity: '1' }] })).toMatchObject({
      fields: [{ path: 'lines.0.product', code: 'kernel.unknownReference' }],
    });
    const both = await refused({ customer: dealer, lines: [{ product: 4711 }, { product: lion, quantity: '1' }] });
    expect((both.fields as { path: string }[]).map(({ path }) => path)).toEqual([
      'lines.0.product',
      'lines.0.quantity',
    ]);
    const nobody = await refused({ customer: 4711, lines: [{ product: lion, quantity: '1' }] });
    expect(nobody).toMatchObject({ fields: [{ path: 'customer', code: 'kernel.unknownReference' }] });
    expect(nobody.fields).toHaveLength(1);
  });
});

describe('the price of an order line', () => {
  it('PRD-SAL-05 follows the quantity breaks of the customer, line by line', async () => {
    const made = await order([
      { product: lion, quantity: '1' },
      { product: lion, quantity: '10' },
      { product: star, quantity: '100' },
    ]);
    expect(prices(made)).toEqual(['17.80', '16.00', '17.80']);
  });

  it('is reckoned anew when the quantity changes', async () => {
    const made = await order([{ product: lion, quantity: '1' }]);
    const [line] = linesOf(made);
    const more = await change(made, [{ id: line?.id, quantity: '100' }]);
    expect(prices(more)).toEqual(['14.00']);
    const less = await change(more, [{ id: line?.id, quantity: '5' }]);
    expect(linesOf(less)).toMatchObject([{ price: '17.80', priceEntered: false }]);
  });

  it('stays when somebody has entered it, in that line alone', async () => {
    const made = await order([{ product: lion, quantity: '1', price: '15.00' }]);
    expect(linesOf(made)).toMatchObject([{ price: '15.00', priceEntered: true }]);
    const [line] = linesOf(made);
    const more = await change(made, [{ id: line?.id, quantity: '100' }]);
    expect(prices(more)).toEqual(['15.00']);
    const anew = await change(more, [{ product: lion, quantity: '100' }]);
    expect(linesOf(anew)).toMatchObject([{ price: '14.00', priceEntered: false }]);
    const typed = await change(anew, [{ id: linesOf(anew)[0]?.id, price: '13.00' }]);
    expect(linesOf(typed)).toMatchObject([{ price: '13.00', priceEntered: true }]);
  });

  it('of a line that is left alone stays although prices have changed since', async () => {
    const made = await order([
      { product: star, quantity: '1' },
      { product: lion, quantity: '1' },
    ]);
    const variant = await api.get(`/catalog/variants/${star}`);
    const headers = { 'if-match': `"${variant.version}"` };
    await t.call('PATCH', `/catalog/variants/${star}`, { as: '1:*', body: { tradePrice: '99.00' }, headers });
    const [first, second] = linesOf(made);
    const changed = await change(made, [{ id: first?.id }, { id: second?.id, quantity: '10' }]);
    expect(prices(changed)).toEqual(['17.80', '16.00']);
  });

  it('cannot be entered without the right to, but still follows the quantity', async () => {
    const as = '1:sales.order:read,sales.order:create,sales.order:update,party.customer:read,catalog.variant:read';
    const made = await order([{ product: lion, quantity: '1' }]);
    const [line] = linesOf(made);
    const body = { lines: [{ id: line?.id, price: '1.00' }] };
    const refused = await t.call('PATCH', `/sales/orders/${made.id}`, {
      as,
      body,
      headers: { 'if-match': `"${made.version}"` },
    });
    expect(refused.body.code).toBe('kernel.fieldNotPermitted');
    expect(prices(await change(made, [{ id: line?.id, quantity: '10' }], as))).toEqual(['16.00']);
  });

  it('is offered with its breaks', async () => {
    const { items } = (await api.get(`/sales/products?customer=${dealer}&id=${lion}`)) as unknown as {
      items: { price: string; breaks: object[] }[];
    };
    expect(items).toMatchObject([
      {
        price: '17.80',
        breaks: [
          { from: '0', price: '17.80' },
          { from: '10', price: '16.00' },
          { from: '100', price: '14.00' },
        ],
      },
    ]);
  });
});
