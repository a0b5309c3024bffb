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
  const company = await stockedCompany(api, { count: 2, pieces: 5 });
  dealer = company.dealer;
  [lion = 0, star = 0] = company.variants;
});
afterAll(() => t.close());

const order = (product: number, quantity = '1') =>
  t.call('POST', '/sales/orders', { as: '1:*', body: { customer: dealer, lines: [{ product, quantity }] } });
const confirm = (id: unknown, body: object = {}) => t.call('POST', `/sales/orders/${id}/confirm`, { as: '1:*', body });
const offered = async () =>
  ((await api.get('/sales/products?q=90000')).items as { id: number }[]).map(({ id }) => id).sort();

describe('an article in an order', () => {
  it('that is phased out is offered and sold as long as there is some', async () => {
    await api.post(`/catalog/variants/${lion}/phaseOut`);
    expect(await offered()).toEqual([lion, star]);
    const [last, more] = [await order(lion, '5'), await order(lion, '1')];
    expect([last.status, more.status]).toEqual([201, 201]);
    expect((await confirm(last.body.id)).status).toBe(200);
    expect((await confirm(more.body.id)).body.code).toBe('stock.insufficientStock');
    // None is made any more, so that nobody may wait for it.
    const waiting = await confirm(more.body.id, { backorder: true });
    expect(waiting.body).toMatchObject({ code: 'stock.insufficientStock', params: { product: '900001' } });
  });

  it('that is archived, or not for sale, is not offered, not entered, and not confirmed in a draft from before', async () => {
    const [early, open] = [await order(star), await order(star)];
    const { version } = await api.get(`/catalog/variants/${star}`);
    const headers = { 'if-match': `"${version}"` };
    await t.call('PATCH', `/catalog/variants/${star}`, { as: '1:*', headers, body: { isSold: false } });
    const refusal = { status: 422, body: { code: 'sales.productNotSold', params: { product: '900002' } } };
    expect(await confirm(early.body.id)).toMatchObject(refusal);
    await api.post(`/catalog/variants/${star}/archive`);
    expect(await offered()).toEqual([lion]);
    expect((await order(star)).body).toMatchObject({
      fields: [{ path: 'lines.0.product', code: 'sales.productNotSold' }],
    });
    expect(await confirm(open.body.id)).toMatchObject(refusal);
  });
});
