import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, settled, startedKontor } from './harness.ts';
import { heading, scan, tablet } from './scanner.ts';

const kontor = startedKontor();

interface Row {
  id: number;
}

describe('quantities on open pages', () => {
  let admin: Api;
  const ids: Record<string, number> = {};
  const make = async (path: string, body: object = {}): Promise<number> => {
    const answer = await admin.call<Row>('POST', path, body);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body.id;
  };
  const first = async (path: string) => (await admin.get<{ items: Row[] }>(path)).items[0]?.id ?? 0;
  const receive = async (lines: object[]) => make(`stock/receipts/${await make('stock/receipts', { lines })}/post`);

  beforeAll(async () => {
    admin = await kontor.api('system-administrator');
    const warehouse = await first('stock/warehouses?q=MAIN');
    for (const code of ['LIVE-R1', 'LIVE-R2']) ids[code] = await make('stock/locations', { code, warehouse });
    const article = (sku: string, tracking: string) =>
      make('catalog/variants', { sku, name: { de: sku, en: sku }, tracking, tradePrice: '4', retailPrice: '9' });
    ids.tin = await article('LIVE-TIN', 'lot');
    ids.cup = await article('LIVE-CUP', 'none');
    const box = await make('stock/boxes', { code: 'S-LIVE-1', location: ids['LIVE-R1'], slots: [{ code: 'A' }] });
    await make(`stock/boxes/${box}/join`, { firstSlot: 1, lastSlot: 1, product: ids.cup });
    ids['S-LIVE-1'] = box;
    ids['S-LIVE-1/A'] = await first(`stock/compartments?filter[box]=${box}&filter[state]=active`);
    await receive([
      { product: ids.tin, lots: 'LV-1', quantity: '731', location: ids['LIVE-R2'] },
      { product: ids.cup, quantity: '412', compartment: ids['S-LIVE-1/A'] },
    ]);
    ids.lot = await first('stock/lots?q=LV-1');
    ids.balance = await first(`stock/balances?filter[product]=${ids.tin}&filter[location]=${ids['LIVE-R2']}`);
    ids.rule = await make('replenishment/rules', { product: ids.tin, minimum: '900' });
    ids.customer = await first('party/customers?limit=1');
    const lines = [{ product: ids.tin, quantity: '800' }];
    ids.draft = await make('sales/orders', { customer: ids.customer, lines });
  });

  beforeEach(async () => {
    admin = await kontor.api('system-administrator');
  });

  it('change when somebody books: of goods on a shelf, and of goods in a box', async () => {
    const { tin, cup } = ids;
    const shelf = ids['LIVE-R2'];
    const shown: [path: string, before: string, after: string][] = [
      [`stock/balances?filter[product]=${tin}`, '731', '728'],
      [`stock/balances/${ids.balance}?tab=movements`, '731', '728'],
      [`stock/locations/${shelf}`, '731', '728'],
      [`stock/places?place=${shelf}`, '731', '728'],
      [`stock/boxes/${ids['S-LIVE-1']}`, '412', '409'],
      [`stock/lots/${ids.lot}?tab=genealogy`, '731', '728'],
      ['stock/past', '731', '728'],
      ['stock/availability?q=LIVE-TIN', '731', '728'],
      [`catalog/variants/${tin}?tab=availability`, '731', '728'],
      [`catalog/variants/${cup}`, '412', '409'],
      ['replenishment/shortages', '731', '728'],
      [`sales/orders/${ids.draft}`, '731', '728'],
      ['valuation/report', '731', '728'],
    ];
    const start = await kontor.open('system-administrator', 'stock/work');
    const open: Page[] = [];
    for (const [path, before, after] of shown) {
      const page = await start.context().newPage();
      await page.goto(`/de/${path}`);
      await settled(page);
      await page.getByText(before).first().waitFor();
      expect(await page.getByText(after).count(), path).toBe(0);
      open.push(page);
    }
    const reason = await first('stock/reasons?filter[kind]=adjustment&limit=1');
    const lines = [
      { product: tin, lots: 'LV-1', quantity: '-3', location: shelf },
      { product: cup, quantity: '-3', compartment: ids['S-LIVE-1/A'] },
    ];
    await make(`stock/adjustments/${await make('stock/adjustments', { reason, lines })}/post`);
    for (const [index, page] of open.entries()) {
      const [path, , after] = shown[index] ?? [];
      await page
        .getByText(after ?? '')
        .first()
        .waitFor()
        .catch(() => expect.fail(`${path} still shows what was`));
    }
  });

  it('PRD-WSR-06 follow within two seconds what another browser books from one warehouse to another', async () => {
    const product = await make('catalog/variants', { sku: 'LIVE-JUG', name: { de: 'LIVE-JUG', en: 'LIVE-JUG' } });
    const warehouse = await make('stock/warehouses', { code: 'LIVE', name: { de: 'Laden', en: 'Shop' } });
    const [from, to] = [ids['LIVE-R2'], await make('stock/locations', { code: 'LIVE-S1', warehouse })];
    await receive([
      { product, quantity: '61', location: from },
      { product, quantity: '57', location: to },
    ]);
    const transfer = await make('stock/transfers', { from, to, lines: [{ product, quantity: '5' }] });
    const looking = await kontor.open('viewer', `stock/balances?filter[product]=${product}`);
    const shown = async (quantity: string, timeout: number) =>
      looking.getByText(quantity, { exact: true }).first().waitFor({ timeout });
    await shown('61', 10_000);
    await shown('57', 10_000);
    const booking = await kontor.open('warehouse-clerk', `stock/transfers/${transfer}`);
    const [answer] = await Promise.all([
      booking.waitForResponse((one) => one.url().endsWith('/post')),
      booking.getByRole('button', { name: 'Umlagern' }).click(),
    ]);
    expect(answer.status()).toBe(200);
    await Promise.all([shown('56', 2_000), shown('62', 2_000)]);
  });

  it('change at the work places: what a colleague takes is gone from the list in the hand', async () => {
    const page = await kontor.open('warehouse-clerk', 'stock/work/transfer', tablet);
    await scan(page, 'LIVE-R1');
    await page.getByText('409').first().waitFor();
    const reason = await first('stock/reasons?filter[kind]=adjustment&limit=1');
    const lines = [{ product: ids.cup, quantity: '-4', compartment: ids['S-LIVE-1/A'] }];
    await make(`stock/adjustments/${await make('stock/adjustments', { reason, lines })}/post`);
    await page.getByText('405').first().waitFor();
  });

  it('lead a walk to where the box has been put meanwhile', async () => {
    const customer = await first('party/customers?limit=1');
    const order = await make('sales/orders', { customer, lines: [{ product: ids.cup, quantity: '2' }] });
    await make(`sales/orders/${order}/confirm`);
    const wave = await make('picking/plans', { orders: [order] });
    const page = await kontor.open('warehouse-clerk', `picking/waves/${wave}/walk`, tablet);
    await heading(page, 'LIVE-R1').waitFor();
    await make(`stock/boxes/${ids['S-LIVE-1']}/move`, { location: ids['LIVE-R2'] });
    await heading(page, 'LIVE-R2').waitFor();
  });
});
