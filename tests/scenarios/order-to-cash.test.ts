import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '#kernel/server/testing.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { invoicingServer } from '#modules/invoicing/server/index.ts';
import { type Client, client, salesApp, salesModules, stockedCompany } from './trading-company.ts';

const modules = [...salesModules, documentsServer, invoicingServer];
const company = {
  name: 'Zinnfiguren Muster GmbH',
  street: 'Herrenstraße 7',
  postalCode: '86911',
  city: 'Dießen',
  taxNumber: '131/123/45678',
  iban: 'DE89 3704 0044 0532 0130 00',
  bankName: 'Sparkasse',
};

describe('from order to cash', () => {
  let t: TestApp;
  let api: Client;
  let start: Awaited<ReturnType<typeof stockedCompany>>;
  beforeAll(async () => {
    t = await salesApp({ modules, clock: () => Date.parse('2026-11-23T09:00:00Z') });
    api = client(t);
    await api.post('/org/companies', company);
    start = await stockedCompany(api, { count: 5, pieces: 20 });
  });
  afterAll(() => t.close());

  const onHand = async (product: number) => {
    const { items } = (await api.get(
      `/stock/balances?filter[product]=${product}&filter[allowsNegative]=false`,
    )) as unknown as { items: { onHand: string; reserved: string }[] };
    return items.map(({ onHand: there, reserved }) => ({ there, reserved }));
  };

  it('PRD-SAL-04 PRD-SAL-05 PRD-SAL-07 PRD-SAL-10 a dealer orders, gets goods and invoice, pays', async () => {
    const order = await api.post('/sales/orders', {
      customer: start.dealer,
      lines: start.variants.map((product, index) => ({ product, quantity: String(index + 1) })),
    });
    expect(order).toMatchObject({
      number: null,
      state: 'draft',
      netTotal: '267.00',
      taxTotal: '50.73',
      grossTotal: '317.73',
      taxIncluded: false,
    });
    expect((order.lines as { description: string; price: string }[])[0]).toMatchObject({
      description: 'Löwe 1',
      price: '17.80',
      amount: '17.80',
    });
    const confirmed = await api.post(`/sales/orders/${order.id}/confirm`);
    expect(confirmed).toMatchObject({ number: 'A2026-00001', state: 'confirmed' });
    expect(await onHand(start.variants[4] ?? 0)).toEqual([{ there: '20', reserved: '5' }]);
    const delivered = await api.post(`/sales/orders/${order.id}/deliver`);
    expect(delivered).toMatchObject({ deliveryState: 'delivered' });
    expect(await onHand(start.variants[4] ?? 0)).toEqual([{ there: '15', reserved: '0' }]);
    const invoice = await api.post('/invoicing/invoices', { order: order.id });
    expect(invoice).toMatchObject({ number: null, state: 'draft', grossTotal: '317.73' });
    const posted = await api.post(`/invoicing/invoices/${invoice.id}/post`);
    expect(posted).toMatchObject({ number: '2026-00001', state: 'open', dueDate: '2026-12-23', openAmount: '317.73' });
    expect(await api.get(`/sales/orders/${order.id}`)).toMatchObject({ state: 'invoiced' });
    await t.app.outbox.drain();
    const archived = await api.get(`/invoicing/invoices/${invoice.id}`);
    const { id: fileId } = archived.document as { id: number };
    const pdf = await t.call('GET', `/files/${fileId}`, { as: '1:*' });
    expect(pdf.raw.subarray(0, 5).toString()).toBe('%PDF-');
    const part = await api.post(`/invoicing/invoices/${invoice.id}/recordPayment`, { amount: '100.00' });
    expect(part).toMatchObject({ state: 'open', openAmount: '217.73' });
    const rest = await api.post(`/invoicing/invoices/${invoice.id}/recordPayment`, { amount: '217.73' });
    expect(rest).toMatchObject({ state: 'paid', openAmount: '0.00' });
  }, 60_000);

  it('PRD-SAL-03 PRD-DOC-04 a consumer pays retail prices with tax included, in her language', async () => {
    const order = await api.post('/sales/orders', {
      customer: start.consumer,
      lines: [{ product: start.variants[0], quantity: '2' }],
    });
    expect(order).toMatchObject({
      taxIncluded: true,
      language: 'en',
      grossTotal: '79.00',
      taxTotal: '12.61',
      billingAddress: 'Anna Huber\nGetreidegasse 9\n5020 Salzburg\nAustria',
    });
    expect((order.lines as { description: string }[])[0]?.description).toBe('Lion 1');
  });

  it('refuses what cannot be, with a code of its own and nothing half done', async () => {
    const post = (url: string, body: unknown = {}) => t.call('POST', url, { as: '1:*', body });
    const order = await api.post('/sales/orders', {
      customer: start.dealer,
      lines: [
        { product: start.variants[1], quantity: '1' },
        { product: start.variants[0], quantity: '500' },
      ],
    });
    expect(await post(`/sales/orders/${order.id}/confirm`)).toMatchObject({
      status: 409,
      body: { code: 'stock.insufficientStock', params: { product: '900001' } },
    });
    expect(await onHand(start.variants[1] ?? 0)).toEqual([{ there: '18', reserved: '0' }]);
    expect(await post('/invoicing/invoices', { order: order.id })).toMatchObject({
      status: 409,
      body: { code: 'invoicing.orderNotConfirmed' },
    });
    expect(await post(`/sales/orders/${order.id}/deliver`)).toMatchObject({
      status: 409,
      body: { code: 'kernel.illegalTransition' },
    });
    const empty = await api.post('/sales/orders', { customer: start.dealer });
    expect(await post(`/sales/orders/${empty.id}/confirm`)).toMatchObject({
      status: 422,
      body: { code: 'sales.orderHasNoLines' },
    });
    expect(await post('/catalog/variants', { sku: '900001', name: { de: 'x', en: null } })).toMatchObject({
      status: 409,
      body: { code: 'kernel.duplicate', fields: [{ path: 'sku' }] },
    });
  });

  it('gives reserved stock free when an order is cancelled', async () => {
    const order = await api.post('/sales/orders', {
      customer: start.dealer,
      lines: [{ product: start.variants[2], quantity: '4' }],
    });
    await api.post(`/sales/orders/${order.id}/confirm`);
    expect((await onHand(start.variants[2] ?? 0))[0]?.reserved).toBe('4');
    await api.post(`/sales/orders/${order.id}/cancel`, { reason: 'customer changed his mind' });
    expect((await onHand(start.variants[2] ?? 0))[0]?.reserved).toBe('0');
  });

  it('keeps posted invoices and the ledger from being changed in the database itself (GoBD G1)', async () => {
    const change = (table: string, values: Record<string, string | number>) =>
      t.app.engine.transaction((db) => db.updateTable(table).set(values).where('id', '=', 1).execute());
    await expect(change('invoicing_invoice', { gross_total: 1 })).rejects.toMatchObject({ code: 'kernel.immutable' });
    await expect(change('invoicing_invoice_lines', { price: 1 })).rejects.toMatchObject({ code: 'kernel.immutable' });
    await expect(change('stock_movement', { quantity: 1 })).rejects.toMatchObject({ code: 'kernel.immutable' });
    await expect(change('kernel_audit', { changes: '{}' })).rejects.toMatchObject({ code: 'kernel.immutable' });
  });
});
