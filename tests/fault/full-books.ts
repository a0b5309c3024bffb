import { act } from '#kernel/server/write.ts';
import { closing } from '#modules/stock/contract/index.ts';
import { valueMovements } from '#modules/valuation/server/index.ts';
import type { StockHouse } from './stock-house.ts';

/** Some of everything a warehouse writes, so that there is a row of each kind to be broken. */
export async function fullBooks(stock: StockHouse): Promise<void> {
  const { house, articles, places, one, reasons } = stock;
  const [plain = 0, second = 0, , lots = 0, , serial = 0] = articles.map(({ id }) => id);
  const [main, shelf, far] = places;
  const paper = async (path: string, draft: object, verb = 'post') => {
    const { id } = await house.post(`/stock/${path}`, draft);
    await house.post(`/stock/${path}/${id}/${verb}`);
    return id;
  };
  const reason = 'by mistake';
  const goods = [
    { product: plain, quantity: '50' },
    { product: lots, lots: 'ZINN-1', quantity: '20' },
    { product: serial, lots: 'SN1-SN5' },
  ];
  await paper('receipts', { date: '2026-09-10', lines: goods });
  await paper('issues', { date: '2026-10-05', kind: 'ownUse', lines: [{ product: plain, quantity: '5' }] });
  const books = await one('SELECT id FROM stock_closing');
  const [box] = stock.boxes;
  const compartment = (await one(`SELECT id FROM stock_compartment WHERE box = ${box} AND state = 'active'`))?.id;
  const boxed = [{ product: plain, quantity: '6', compartment }];
  await paper('receipts', { date: '2026-10-20', lines: boxed });
  await act(house.t.ctx, closing, 'close', Number(books?.id), { through: '2026-11-10' });
  await house.post(`/stock/boxes/${box}/move`, { location: far });

  await house.post(`/stock/receipts/${await paper('receipts', { lines: goods.slice(0, 1) })}/reverse`, { reason });
  const issued = { kind: 'scrap', reason: reasons.DAMAGED, lines: [{ product: plain, quantity: '1' }] };
  await house.post(`/stock/issues/${await paper('issues', issued)}/reverse`, { reason });
  await paper('issues', { kind: 'ownUse', lines: [{ product: serial, lots: 'SN5' }] });
  await paper('adjustments', { reason: reasons.LOSS, lines: [{ product: plain, quantity: '-2' }] });
  await paper('conversions', {
    inputs: [{ product: lots, lots: 'ZINN-1', quantity: '2' }],
    outputs: [{ product: second, quantity: '4' }],
  });
  await paper('transfers', { to: shelf, lines: [{ product: plain, quantity: '3' }] });
  const way = await paper('transfers', { to: shelf, lines: [{ product: plain, quantity: '4' }] }, 'ship');
  await house.post(`/stock/transfers/${way}/receive`, { arrivals: [{ product: plain, quantity: '1' }] });
  await house.post('/stock/receipts', { expectedOn: '2026-12-01', lines: [{ product: second, quantity: '9' }] });

  const order = async (lines: object[], backorder = true) => {
    const { id } = await house.post('/sales/orders', { customer: stock.customer, lines });
    await house.post(`/sales/orders/${id}/confirm`, { backorder });
    return id;
  };
  await house.post(`/sales/orders/${await order([{ product: plain, quantity: '2' }])}/deliver`);
  await order([{ product: second, quantity: '100' }]);
  const wanted = await order([{ product: plain, quantity: '5' }]);
  const wave = await house.post('/picking/plans', { orders: [wanted] });
  const walk = await house.t.call('GET', `/picking/waves/${wave.id}/walk`, { as: '1:*' });
  const [task] = walk.body.tasks as Record<string, unknown>[];
  const {
    list,
    line,
    location,
    compartment: from,
  } = task as {
    list: number;
    line: number;
    location: { id: number };
    compartment: { id: number } | null;
  };
  const spot = { list, line, location: location.id, ...(from && { compartment: from.id }) };
  await house.post(`/picking/waves/${wave.id}/take`, { ...spot, quantity: '3' });

  const invoice = (await house.invoiceDraft(plain)).id;
  await house.post(`/invoicing/invoices/${invoice}/post`);
  await house.post(`/invoicing/invoices/${invoice}/recordPayment`, { amount: '1.18' });

  const count = (await house.post('/stocktake/counts', { kind: 'zone', location: main })).id;
  await house.post(`/stocktake/counts/${count}/start`);
  const position = await one(`SELECT place, lot FROM stocktake_position WHERE product = ${lots}`);
  const counted = { product: lots, lot: position?.lot, quantity: '15' };
  await house.post(`/stocktake/places/${position?.place}/count`, counted);
  const posted = await house.t.call('POST', `/stocktake/counts/${count}/post`, { as: '2:*', body: { partly: true } });
  if (posted.status >= 300) throw new Error(JSON.stringify(posted.body));
  await valueMovements(house.t.ctx);
}
