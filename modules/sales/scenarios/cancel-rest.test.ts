import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '#kernel/server/ctx.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { verify } from '#modules/verification/server/index.ts';
import { type Client, client, salesApp, stockedCompany } from '../../../tests/scenarios/trading-company.ts';
import { noteInvoiced } from '../server/index.ts';

interface Line {
  id: number;
  delivered: string;
  canceled: string;
}

/** The customer does not want what has not come yet, or it will not come any more. */
describe('the rest of an order', () => {
  let t: TestApp;
  let api: Client;
  let company: Awaited<ReturnType<typeof stockedCompany>>;
  beforeAll(async () => {
    t = await salesApp();
    api = client(t);
    company = await stockedCompany(api, { count: 3, pieces: 10 });
  });
  afterAll(() => t.close());

  const send = (id: number, verb: string, body: object = {}) =>
    t.call('POST', `/sales/orders/${id}/${verb}`, { as: '1:*', body });
  /** Of the first product so many, of the second so many; what is there is delivered. */
  async function deliveredInPart(index: number, quantity: string) {
    const lines = [
      { product: company.variants[index], quantity },
      { product: company.variants[2], quantity: '1' },
    ];
    const { id } = await api.post('/sales/orders', { customer: company.dealer, lines });
    await api.post(`/sales/orders/${id}/confirm`, { backorder: true });
    const early = await send(id, 'cancelRest', { reason: 'too early' });
    expect([early.status, early.body.code]).toEqual([409, 'sales.noRest']);
    const order = await api.post(`/sales/orders/${id}/deliver`);
    return { id, lines: order.lines as Line[], deliveryState: order.deliveryState };
  }
  const invoice = (id: number, quantities: [line: number | undefined, pieces: number][]) =>
    withTransaction(t.ctx, (tx) =>
      noteInvoiced(tx, id, new Map(quantities.map(([line = 0, pieces]) => [line, pieces * 1_000_000]))),
    );
  const broken = async () =>
    (await verify(t.app.engine)).filter(({ count, invariant }) => count > 0 && invariant === 'I4');

  it('PRD-SAL-04 is canceled: nothing is kept or asked for it any more, and the order ends with its invoice', async () => {
    const { id, lines, deliveryState } = await deliveredInPart(0, '15');
    expect(deliveryState).toBe('partial');
    expect((await send(id, 'cancelRest')).status).toBe(422);
    // What has come in since, and is kept for it, is free again as well.
    const receipt = await api.post('/stock/receipts', { lines: [{ product: company.variants[0], quantity: '2' }] });
    await api.post(`/stock/receipts/${receipt.id}/post`);
    await t.app.outbox.drain();
    expect((await api.get(`/sales/orders/${id}/coverage`)).items).toMatchObject([{ reserved: '2', open: '3' }]);
    const { body } = await send(id, 'cancelRest', { reason: 'wants no more' });
    expect(body).toMatchObject({ state: 'confirmed', deliveryState: 'delivered', cancelReason: 'wants no more' });
    expect((body.lines as Line[]).map(({ delivered, canceled }) => [delivered, canceled])).toEqual([
      ['10', '5'],
      ['1', '0'],
    ]);
    expect((await api.get(`/sales/orders/${id}/coverage`)).items).toEqual([]);
    expect(await broken()).toEqual([]);
    expect((await send(id, 'cancelRest', { reason: 'once more' })).body.code).toBe('sales.noRest');
    const other = await api.post('/sales/orders', {
      customer: company.dealer,
      lines: [{ product: company.variants[0], quantity: '2' }],
    });
    expect((await send(other.id, 'confirm')).status).toBe(200);
    await invoice(id, [
      [lines[0]?.id, 10],
      [lines[1]?.id, 1],
    ]);
    expect((await api.get(`/sales/orders/${id}`)).state).toBe('invoiced');
    expect(await broken()).toEqual([]);
  });

  it('ends the order at once where all that was delivered is invoiced', async () => {
    const { id, lines } = await deliveredInPart(1, '11');
    await invoice(id, [
      [lines[0]?.id, 10],
      [lines[1]?.id, 1],
    ]);
    expect((await api.get(`/sales/orders/${id}`)).state).toBe('confirmed');
    expect((await send(id, 'cancelRest', { reason: 'sold out' })).body.state).toBe('invoiced');
  });
});
