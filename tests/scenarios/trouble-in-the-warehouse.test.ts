import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Walk } from '#modules/picking/contract/index.ts';
import { verify } from '#modules/verification/server/index.ts';
import type { Person } from './people.ts';
import { days, gtin, openWorkingDay, type WorkingDay } from './working-day.ts';

/** What people and scanners get wrong, each with his own rights: it is refused with its reason, and nothing has moved. */
describe('trouble in the warehouse', () => {
  let day: WorkingDay;
  const refused = (status: number, code: string, params?: object) => ({
    status,
    body: { code, ...(params && { params }) },
  });
  /** Makes a paper and tries to book it. */
  const booked = async (who: Person, path: string, body: object, verb = 'post') => {
    const { id } = await who.post(`/stock/${path}`, body);
    return who.try('POST', `/stock/${path}/${id}/${verb}`, {});
  };
  const reason = async (code: string) => (await day.staff.lead.get(`/stock/reasons?q=${code}`)).items[0]?.id;
  const ordered = async (product: string, quantity: string) => {
    const { sales } = day.staff;
    const address = { kind: 'billing', street: 'Markt 1', postalCode: '86911', city: 'Dießen', country: 'DE' };
    const companyName = `Kunde für ${product}`;
    const customer = await sales.post('/party/customers', { type: 'company', companyName, addresses: [address] });
    const lines = [{ product: day.id(product), quantity }];
    const { id } = await sales.post('/sales/orders', { customer: customer.id, lines });
    return sales.post(`/sales/orders/${id}/confirm`);
  };

  beforeAll(async () => {
    day = await openWorkingDay();
    await day.everybodyComes(`${days.first}T06:00:00Z`);
  }, 120_000);
  afterAll(() => day?.close());

  it('PRD-WHS-02 nobody takes more than there is, whichever paper he takes it by', async () => {
    const { clerk, lead } = day.staff;
    const lines = [{ product: day.id('BEAR'), quantity: '11' }];
    const before = await day.lying('BEAR');
    const short = refused(409, 'stock.insufficientStock', { product: 'BEAR', available: '10' });
    expect(await booked(clerk, 'issues', { kind: 'customer', lines })).toMatchObject(short);
    expect(await booked(lead, 'issues', { kind: 'scrap', reason: await reason('DAMAGED'), lines })).toMatchObject(
      short,
    );
    expect(await booked(clerk, 'transfers', { to: day.id('LADEN-01'), lines })).toMatchObject(short);
    expect(await booked(clerk, 'transfers', { to: day.id('LADEN-01'), lines }, 'ship')).toMatchObject(short);
    expect(await day.carry('MAIN-STOCK', { product: 'BEAR', quantity: '11' }, 'LADEN-01')).toMatchObject(short);
    const less = [{ product: day.id('BEAR'), quantity: '-11' }];
    expect(await booked(lead, 'adjustments', { reason: await reason('COUNT'), lines: less })).toMatchObject(short);
    const outputs = [{ product: day.id('LION'), lots: 'L-8', quantity: '1' }];
    expect(await booked(lead, 'conversions', { inputs: lines, outputs })).toMatchObject(short);
    const box = await clerk.get('/stock/boxes?q=S-000100');
    await clerk.post(`/stock/boxes/${box.items[0]?.id}/join`, { firstSlot: 1, lastSlot: 1, product: day.id('BEAR') });
    const [unit] = (await clerk.get(`/stock/compartments?filter[box]=${box.items[0]?.id}`)).items;
    const put = { compartment: unit?.id, product: day.id('BEAR'), quantity: '11', from: day.id('MAIN-STOCK') };
    expect((await clerk.try('POST', `/stock/boxes/${box.items[0]?.id}/put`, put)).body.code).toBe(
      'stock.insufficientStock',
    );
    // Of an earlier day, on which nothing had come yet.
    const early = { date: '2026-11-21', kind: 'customer', lines: [{ product: day.id('BEAR'), quantity: '1' }] };
    expect(await booked(clerk, 'issues', early)).toMatchObject(refused(409, 'stock.insufficientLater'));
    expect(await day.lying('BEAR')).toEqual(before);
  });

  it('nobody moves what is reserved for others, and the order still gets it', async () => {
    const { clerk, lead } = day.staff;
    const order = await ordered('BEAR', '9');
    const two = [{ product: day.id('BEAR'), quantity: '2' }];
    const short = refused(409, 'stock.insufficientStock', { product: 'BEAR', available: '1' });
    expect(await booked(clerk, 'issues', { kind: 'customer', lines: two })).toMatchObject(short);
    expect(await booked(clerk, 'transfers', { to: day.id('LADEN-01'), lines: two })).toMatchObject(short);
    const less = [{ product: day.id('BEAR'), quantity: '-2' }];
    expect(await booked(lead, 'adjustments', { reason: await reason('COUNT'), lines: less })).toMatchObject(short);
    expect(await day.lying('BEAR')).toEqual({ 'MAIN-STOCK': '10 (9)' });
    expect(await clerk.post(`/sales/orders/${order.id}/deliver`)).toMatchObject({ deliveryState: 'delivered' });
  });

  it('another lot than the one that is reserved is not picked', async () => {
    const { clerk, purchase } = day.staff;
    const lines = [{ product: day.id('LION'), lots: 'L-9', quantity: '5', expiresOn: '2030-12-31' }];
    const { id } = await purchase.post('/stock/receipts', { location: day.id('R04-F02-B02'), lines });
    await purchase.post(`/stock/receipts/${id}/post`);
    const order = await ordered('LION', '3');
    const wave = await clerk.post('/picking/plans', { orders: [order.id] });
    const [task] = (await clerk.get<Walk>(`/picking/waves/${wave.id}/walk`)).tasks;
    expect(task?.lot).toMatchObject({ title: 'L-0' });
    const reach = {
      list: task?.list,
      line: task?.line,
      location: task?.location.id,
      lot: task?.lot?.id,
      quantity: '3',
    };
    const take = (more: object) => clerk.try('POST', `/picking/waves/${wave.id}/take`, { ...reach, ...more });
    expect(await take({ scannedProduct: `]d2010${gtin}10L-9` })).toMatchObject(
      refused(409, 'picking.wrongProduct', { wanted: 'LION · L-0' }),
    );
    expect(await take({ scannedProduct: '9999999999999' })).toMatchObject(refused(409, 'picking.wrongProduct'));
    const other = (await clerk.get('/stock/lots?q=L-9')).items[0]?.id;
    expect((await take({ lot: other, location: day.id('R04-F02-B02') })).status).toBe(409);
    expect((await day.lying('LION'))['R04-F02-B02 L-9']).toBe('5 (0)');
    expect((await take({ scannedProduct: `]d2010${gtin}10L-0` })).status).toBe(200);
    await clerk.post(`/picking/waves/${wave.id}/cancel`);
  });

  it('what has expired since it was reserved does not leave the house', async () => {
    const { purchase } = day.staff;
    const lines = [{ product: day.id('LION'), lots: 'L-OLD', quantity: '2', expiresOn: days.first }];
    const { id } = await purchase.post('/stock/receipts', { lines });
    await purchase.post(`/stock/receipts/${id}/post`);
    const order = await ordered('LION', '2');
    await day.everybodyComes(`${days.next}T06:00:00Z`);
    const { clerk } = day.staff;
    const wave = await clerk.post('/picking/plans', { orders: [order.id] });
    const walk = () => clerk.get<Walk>(`/picking/waves/${wave.id}/walk`);
    const take = (quantity: string, more: object = {}) =>
      walk().then(({ tasks: [task] }) => {
        const reach = { list: task?.list, line: task?.line, location: task?.location.id, lot: task?.lot?.id, quantity };
        return clerk.try('POST', `/picking/waves/${wave.id}/take`, { ...reach, ...more });
      });
    expect((await walk()).tasks).toMatchObject([{ lot: { title: 'L-OLD' }, expiresOn: days.first, quantity: '2' }]);
    expect(await clerk.try('POST', `/sales/orders/${order.id}/deliver`, {})).toMatchObject(
      refused(409, 'stock.lotExpired', { lot: 'L-OLD', date: days.first }),
    );
    // Whoever sees it at the shelf says that it is not there for the order, which then gets it from another shelf.
    expect((await take('0', { isShort: true })).status).toBe(200);
    expect((await walk()).tasks).toMatchObject([{ lot: { title: 'L-9' }, quantity: '2' }]);
    expect((await take('2')).status).toBe(200);
    await clerk.post(`/picking/waves/${wave.id}/finish`);
    expect(await clerk.post(`/sales/orders/${order.id}/deliver`)).toMatchObject({ deliveryState: 'delivered' });
  });

  it('one key is for one thing: sent again it is the same, for something else it is refused', async () => {
    const { clerk } = day.staff;
    const key = { 'idempotency-key': 'scan-4711' };
    const body = { to: { location: day.id('WE-01') }, product: day.id('BEAR'), quantity: '3' };
    const send = (more: object = {}) => clerk.try('POST', '/stock/work/receipts', { ...body, ...more }, key);
    const first = await send();
    expect(first.status).toBe(201);
    expect((await send()).body).toEqual(first.body);
    expect((await send({ quantity: '4' })).status).toBe(422);
    expect((await day.lying('BEAR'))['WE-01']).toBe('3 (0)');
    expect((await verify(day.t.app.engine)).filter(({ count }) => count > 0)).toEqual([]);
  });
});
