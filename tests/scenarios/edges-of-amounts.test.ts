import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '#kernel/server/testing.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { invoicingServer } from '#modules/invoicing/server/index.ts';
import { type Client, client, salesApp, salesModules, stockedCompany } from './trading-company.ts';

const address = { street: 'Herrenstraße 7', postalCode: '86911', city: 'Dießen' };

describe('amounts at their edges', () => {
  let t: TestApp;
  let api: Client;
  let start: Awaited<ReturnType<typeof stockedCompany>>;
  beforeAll(async () => {
    t = await salesApp({ modules: [...salesModules, documentsServer, invoicingServer] });
    api = client(t);
    await api.post('/org/companies', { name: 'Zinnfiguren Muster GmbH', ...address, taxNumber: '131/123/45678' });
    start = await stockedCompany(api, { count: 3, pieces: 20 });
  });
  afterAll(() => t.close());

  const send = (url: string, body: unknown = {}) => t.call('POST', url, { as: '1:*', body });
  const product = (index: number) => start.variants[index] ?? 0;
  const delivered = async (line: Record<string, unknown>) => {
    const { id } = await api.post('/sales/orders', { customer: start.dealer, lines: [{ quantity: '1', ...line }] });
    await api.post(`/sales/orders/${id}/confirm`);
    await api.post(`/sales/orders/${id}/deliver`);
    return id;
  };
  const posted = async (line: Record<string, unknown>) => {
    const { id } = await api.post('/invoicing/invoices', { order: await delivered(line) });
    return api.post(`/invoicing/invoices/${id}/post`);
  };

  it('PRD-SAL-10 an invoice of nothing is paid once it is posted', async () => {
    expect(await posted({ product: product(0), discount: '100' })).toMatchObject({
      state: 'paid',
      grossTotal: '0.00',
      openAmount: '0.00',
    });
  });

  it('PRD-SAL-10 money is paid in whole cents, so that no rest stays that nobody can pay', async () => {
    const { id } = await posted({ product: product(0), price: '10.00' });
    const refused = await send(`/invoicing/invoices/${id}/recordPayment`, { amount: '11.8999' });
    expect(refused).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'amount', code: 'invoicing.paymentNotInCents' }] },
    });
    expect(await api.post(`/invoicing/invoices/${id}/recordPayment`, { amount: '11.90' })).toMatchObject({
      state: 'paid',
    });
  });

  it('an amount that cannot be held exactly is refused in words and writes nothing', async () => {
    const huge = { product: product(0), quantity: '9007199254', price: '900719925474' };
    const many = Array.from({ length: 5 }, () => ({ product: product(0), quantity: '1', price: '300000000000' }));
    for (const lines of [[huge], many]) {
      const answer = await send('/sales/orders', { customer: start.dealer, lines });
      expect(answer).toMatchObject({ status: 422, body: { code: 'kernel.amountTooLarge' } });
    }
  });

  it('stock that cannot be counted exactly is refused, and what was there stays', async () => {
    const receive = async () => {
      const { id } = await api.post('/stock/receipts', { lines: [{ product: product(2), quantity: '9007199000' }] });
      return send(`/stock/receipts/${id}/post`);
    };
    expect(await receive()).toMatchObject({ status: 200 });
    expect(await receive()).toMatchObject({ status: 422, body: { code: 'kernel.amountTooLarge' } });
    const { items } = (await api.get(
      `/stock/balances?filter[product]=${product(2)}&filter[allowsNegative]=false`,
    )) as unknown as { items: { onHand: string }[] };
    expect(items.map(({ onHand }) => onHand)).toEqual(['9007199020']);
  });

  it('PRD-SAL-07 goods do not leave for a customer who has been blocked since the order was confirmed', async () => {
    const customer = await api.post('/party/customers', {
      type: 'company',
      companyName: 'Zinnhaus Meier GmbH',
      addresses: [{ kind: 'billing', ...address, country: 'DE' }],
    });
    const lines = [{ product: product(1), quantity: '1' }];
    const { id } = await api.post('/sales/orders', { customer: customer.id, lines });
    await api.post(`/sales/orders/${id}/confirm`);
    const blocked = await t.call('PATCH', `/party/customers/${customer.id}`, {
      as: '1:*',
      body: { deliveryBlocked: true },
      headers: { 'if-match': `"${customer.version}"` },
    });
    expect(blocked.status).toBe(200);
    expect(await send(`/sales/orders/${id}/deliver`)).toMatchObject({
      status: 409,
      body: { code: 'sales.customerBlocked' },
    });
  });
});
