import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '#kernel/server/ctx.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { moveReserved, reservationsOf } from '#modules/stock/server/index.ts';
import { type Client, client, salesApp, stockedCompany } from './trading-company.ts';

type Wire = Awaited<ReturnType<Client['get']>>;
interface Coverage {
  items: { line: number; reserved: string; picked: string; open: string; expectedOn: string | null }[];
}

describe('an order for more than there is', () => {
  let t: TestApp;
  let api: Client;
  let company: Awaited<ReturnType<typeof stockedCompany>>;
  beforeAll(async () => {
    t = await salesApp();
    api = client(t);
    company = await stockedCompany(api, { count: 6, pieces: 10 });
  });
  afterAll(() => t.close());

  const order = (lines: [product: number, quantity: string][], more: object = {}) =>
    api.post('/sales/orders', {
      customer: company.dealer,
      lines: lines.map(([index, quantity]) => ({ product: company.variants[index], quantity })),
      ...more,
    });
  const confirm = (id: number, body: object = {}) => t.call('POST', `/sales/orders/${id}/confirm`, { as: '1:*', body });
  const coverage = async (id: number) =>
    ((await api.get(`/sales/orders/${id}/coverage`)) as unknown as Coverage).items.map(
      ({ reserved, open }) => `${reserved} + ${open}`,
    );
  const receive = async (index: number, quantity: string) => {
    const receipt = await api.post('/stock/receipts', { lines: [{ product: company.variants[index], quantity }] });
    await api.post(`/stock/receipts/${receipt.id}/post`);
    await t.app.outbox.drain();
  };
  const delivered = ({ lines }: Wire) => (lines as { delivered: string }[]).map((line) => line.delivered);

  it('is refused as a whole, or confirmed with what is there and the rest asked for', async () => {
    const draft = await order([
      [0, '4'],
      [1, '15'],
    ]);
    const refused = await confirm(draft.id);
    expect([refused.status, refused.body.code]).toEqual([409, 'stock.insufficientStock']);
    // What it would get is said before.
    expect(await coverage(draft.id)).toEqual(['4 + 0', '10 + 5']);
    const confirmed = await confirm(draft.id, { backorder: true });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', deliveryState: 'open' });
    expect(await coverage(draft.id)).toEqual(['4 + 0', '10 + 5']);
  });

  it('first-user 12: is delivered in parts, and shows what is still to come', async () => {
    const draft = await order([
      [2, '4'],
      [3, '12'],
    ]);
    await confirm(draft.id, { backorder: true });
    const first = await api.post(`/sales/orders/${draft.id}/deliver`);
    expect([first.deliveryState, delivered(first)]).toEqual(['partial', ['4', '10']]);
    expect(await coverage(draft.id)).toEqual(['0 + 2']);
    const nothing = await t.call('POST', `/sales/orders/${draft.id}/deliver`, { as: '1:*', body: {} });
    expect([nothing.status, nothing.body.code]).toEqual([409, 'sales.nothingToDeliver']);
    // What comes in goes to those who wait, without anybody doing it.
    await receive(3, '5');
    expect(await coverage(draft.id)).toEqual(['2 + 0']);
    const second = await api.post(`/sales/orders/${draft.id}/deliver`);
    expect([second.deliveryState, delivered(second)]).toEqual(['delivered', ['4', '12']]);
    const notes = await api.get(`/sales/deliveries?filter[order]=${draft.id}`);
    expect(notes.total).toBe(2);
  });

  it('delivers what has been picked, and leaves the rest reserved', async () => {
    const draft = await order([[4, '6']]);
    await confirm(draft.id);
    const [warehouse] = (await api.get('/stock/warehouses')).items as { id: number }[];
    const table = await api.post('/stock/locations', { code: 'PICK-1', purpose: 'picking', warehouse: warehouse?.id });
    const [held] = await reservationsOf(t.ctx, { resource: 'sales.order', id: draft.id });
    const source = { resource: 'sales.order', id: draft.id, title: 'pick' };
    const date = String(draft.date);
    const moves = [{ reservation: held?.id ?? 0, quantity: 4_000_000, to: table.id }];
    await withTransaction(t.ctx, (tx) => moveReserved(tx, { kind: 'transfer', date, source }, moves));
    expect((await api.get(`/sales/orders/${draft.id}/coverage`)).items).toMatchObject([{ reserved: '6', picked: '4' }]);
    const first = await api.post(`/sales/orders/${draft.id}/deliver`);
    expect([first.deliveryState, delivered(first)]).toEqual(['partial', ['4']]);
    expect(await coverage(draft.id)).toEqual(['2 + 0']);
    expect(delivered(await api.post(`/sales/orders/${draft.id}/deliver`))).toEqual(['6']);
  });

  it('asks for nothing more once it is canceled, and gives back what it had', async () => {
    const draft = await order([[5, '14']]);
    await confirm(draft.id, { backorder: true });
    expect(await coverage(draft.id)).toEqual(['10 + 4']);
    await api.post(`/sales/orders/${draft.id}/cancel`, { reason: 'changed his mind' });
    expect(await coverage(draft.id)).toEqual([]);
    const next = await order([[5, '10']]);
    expect((await confirm(next.id)).status).toBe(200);
  });

  it('takes goods only from the warehouse that the order names', async () => {
    const shop = await api.post('/stock/warehouses', { code: 'SHOP', name: { de: 'Laden', en: 'Shop' } });
    const shelf = await api.post('/stock/locations', { code: 'SHOP-1', warehouse: shop.id });
    const lines = [{ product: company.variants[0], quantity: '2' }];
    const receipt = await api.post('/stock/receipts', { location: shelf.id, lines });
    await api.post(`/stock/receipts/${receipt.id}/post`);
    const draft = await order([[0, '3']], { warehouse: shop.id });
    expect(await coverage(draft.id)).toEqual(['2 + 1']);
    expect((await confirm(draft.id)).status).toBe(409);
    await confirm(draft.id, { backorder: true });
    const held = await reservationsOf(t.ctx, { resource: 'sales.order', id: draft.id });
    expect(held.map(({ location }) => location)).toEqual([shelf.id]);
  });
});
