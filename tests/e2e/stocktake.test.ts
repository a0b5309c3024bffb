import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, settled, startedKontor } from './harness.ts';
import { button, enter, expectFit, heading, said, scan, tablet } from './scanner.ts';

const kontor = startedKontor();
const ean = '4012345678901';

interface Row {
  id: number;
}
interface Entry {
  quantity: string | null;
  round: number;
  countedBy: { title: string };
}

describe('a stocktake, from the plan to the books', () => {
  let admin: Api;
  let shelf = 0;
  let lion = 0;
  let bear = 0;
  let order = 0;
  let count = 0;
  const make = async (path: string, body: object = {}, as = admin): Promise<number> => {
    const answer = await as.call<Row>('POST', path, body);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body.id;
  };
  const onHand = async (product: number) => {
    const { items } = await admin.get<{ items: { product: Row; onHand: string }[] }>(
      `stock/work/contents?location=${shelf}`,
    );
    return items.find((item) => item.product.id === product)?.onHand ?? '0';
  };
  /** What has been entered for a product, one after the other. */
  const entries = async (product: number): Promise<(string | null)[]> => {
    const positions = await admin.get<{ items: Row[] }>(
      `stocktake/positions?filter[count]=${count}&filter[product]=${product}`,
    );
    const { items } = await admin.get<{ items: Entry[] }>(
      `stocktake/entries?filter[position]=${positions.items[0]?.id}&sort=id`,
    );
    return items.map(({ quantity }) => quantity);
  };
  const goods = (page: Page, sku: string) => page.getByRole('button', { name: new RegExp(`^${sku}`) });

  beforeAll(async () => {
    admin = await kontor.api('system-administrator');
    const { items } = await admin.get<{ items: Row[] }>('stock/warehouses?limit=1');
    shelf = await make('stock/locations', {
      code: 'R77-F01',
      warehouse: items[0]?.id,
      name: { de: 'Fach', en: 'Bin' },
    });
    const figure = (sku: string, name: string, barcodes: object[]) =>
      make('catalog/variants', {
        sku,
        name: { de: name, en: name },
        retailPrice: '9',
        tradePrice: '5',
        purchasePrice: '3',
        barcodes,
      });
    lion = await figure('INV-LION', 'Löwe', [
      { code: ean, kind: 'gtin' },
      { code: 'KARTON-LION', kind: 'internal', quantity: '6' },
    ]);
    bear = await figure('INV-BEAR', 'Bär', []);
    const officer = await kontor.api('purchase-officer');
    const lines = [
      { product: lion, quantity: '20', unitCost: '3' },
      { product: bear, quantity: '8', unitCost: '3' },
    ];
    const receipt = await make('stock/receipts', { supplierName: 'Zinn AG', location: shelf, lines }, officer);
    await make(`stock/receipts/${receipt}/post`, {}, officer);
    // Of the bears seven are promised.
    const seller = await kontor.api('sales-representative');
    const address = { kind: 'billing', street: 'Markt 1', postalCode: '86911', city: 'Dießen', country: 'DE' };
    const customer = await make(
      'party/customers',
      { type: 'company', companyName: 'Bärenhaus OHG', addresses: [address] },
      seller,
    );
    order = await make('sales/orders', { customer, lines: [{ product: bear, quantity: '7' }] }, seller);
    await make(`sales/orders/${order}/confirm`, {}, seller);
  });

  beforeEach(async () => {
    admin = await kontor.api('system-administrator');
  });

  it('PRD-WHS-09 is planned for one shelf, and says before what it takes in', async () => {
    const page = await kontor.open('warehouse-manager', 'stocktake/counts/new');
    await page.getByRole('button', { name: /^Bereich/ }).click();
    await page.getByLabel('Bereich', { exact: true }).fill('R77-F01');
    await page.getByRole('option', { name: 'R77-F01 Fach' }).click();
    await page.getByLabel('Nachzählen ab Abweichung (%)').fill('10');
    await button(page, 'Planen').click();
    await page.waitForURL(/stocktake\/counts\/\d+$/);
    count = Number(new URL(page.url()).pathname.split('/').at(-1));
    await settled(page);
    expect(await page.getByRole('region', { name: 'Das würde gezählt' }).textContent()).toMatch(/Plätze1.*Positionen2/);
    await button(page, 'Beginnen').click();
    await page.getByText('Wird gezählt').first().waitFor();
  });

  it('PRD-WHS-08 is counted blind by scanning; the last scan is taken back, an unknown code is told', async () => {
    kontor.expectConsole(/404/);
    const page = await kontor.open('warehouse-clerk', `stocktake/counts/${count}/count`, tablet);
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      navigator.vibrate = (pattern) => heard.push(JSON.stringify(pattern)) > 0;
    });
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
    await expectFit(page);
    await scan(page, ean);
    await page.getByRole('alert').filter({ hasText: 'Bitte zuerst den Platz scannen' }).waitFor();
    await scan(page, 'r77-f01');
    await heading(page, 'R77-F01').waitFor();
    await expectFit(page);
    // Neither 20 nor 8 stands anywhere.
    expect(await page.locator('main').last().textContent()).not.toMatch(/20|\b8\b/);
    await heard();
    // As fast as a scanner reads: each one counts.
    await scan(page, ean);
    await scan(page, 'KARTON-LION');
    await scan(page, ean);
    const pad = page.getByRole('region', { name: 'Menge' });
    await pad.getByText('INV-LION').waitFor();
    await expect.poll(() => pad.locator('output').textContent()).toMatch(/^8/);
    expect(await heard()).toEqual(Array(3).fill('[40]'));
    await expectFit(page);
    await button(page, 'Zurücknehmen').click();
    await said(page).filter({ hasText: 'Zurückgenommen: INV-LION' }).waitFor();
    await expect.poll(() => pad.locator('output').textContent()).toMatch(/^7/);
    await scan(page, '9999999999999');
    await page.getByRole('alert').filter({ hasText: '„9999999999999“ ist kein bekannter' }).waitFor();
    expect(await heard()).toEqual(['[200,80,200]']);
    await enter(page, '19');
    await button(page, 'Übernehmen').click();
    await goods(page, 'INV-LION').filter({ hasText: '19 Stk.' }).waitFor();
    await expect.poll(() => entries(lion)).toEqual(['19']);
    // What was entered by mistake is taken back, and entered anew.
    await button(page, 'Zurücknehmen').click();
    await expect.poll(() => entries(lion)).toEqual(['19', null]);
    await goods(page, 'INV-LION').click();
    await enter(page, '19');
    await button(page, 'Übernehmen').click();
    await expect.poll(() => entries(lion)).toEqual(['19', null, '19']);
  });

  it('PRD-WHS-08 goes on without the network, and sends each count once', async () => {
    kontor.expectConsole(/ERR_INTERNET_DISCONNECTED/);
    const page = await kontor.open('warehouse-clerk', `stocktake/counts/${count}/count`, tablet);
    await scan(page, 'R77-F01');
    await heading(page, 'R77-F01').waitFor();
    await settled(page);
    await page.context().setOffline(true);
    await scan(page, 'INV-BEAR');
    await page.getByRole('region', { name: 'Menge' }).getByText('INV-BEAR').waitFor();
    await enter(page, '3');
    await button(page, 'Platz fertig').click();
    await page.getByText('Alles gezählt, aber noch nicht gesendet').waitFor();
    await page.getByText('2 zu senden').waitFor();
    expect(await entries(bear)).toEqual([]);
    await page.context().setOffline(false);
    await expect.poll(() => entries(bear), { timeout: 10_000 }).toEqual(['3']);
    await page.getByText('Alle Plätze sind gezählt').waitFor();
    await settled(page);
    const { places } = await admin.get<{ places: { state: string }[] }>(`stocktake/counts/${count}/route`);
    expect(places.map(({ state }) => state)).toEqual(['done']);
  });

  it('PRD-WHS-09 a great difference has to be counted again, by somebody else', async () => {
    const page = await kontor.open('warehouse-manager', `stocktake/counts/${count}?tab=differences`);
    await page.getByRole('tab', { name: 'Differenzen' }).click();
    const row = page.getByRole('row').filter({ hasText: 'INV-BEAR' });
    await row.getByText('Nachzählen nötig').waitFor();
    kontor.expectConsole(/409/);
    await button(page, 'Buchen').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Buchen' }).click();
    await page.getByText('Eine Differenz ist so groß, dass jemand anderes nachzählen muss', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    await button(page, 'Alle über der Grenze wählen (1)').click();
    await button(page, 'Eine nachzählen lassen').click();
    await row.getByText('Nachzuzählen').waitFor();

    const first = await kontor.open('warehouse-clerk', `stocktake/counts/${count}/count`, tablet);
    await scan(first, 'R77-F01');
    await goods(first, 'INV-BEAR').filter({ hasText: 'zählt jemand anderes nach' }).click();
    await enter(first, '4');
    await button(first, 'Übernehmen').click();
    await first.getByRole('alert').filter({ hasText: 'Nachzählen muss jemand anderes' }).waitFor();
    await button(first, 'Verstanden').click();

    const second = await kontor.open('operator', `stocktake/counts/${count}/count`, tablet);
    await scan(second, 'R77-F01');
    await heading(second, 'R77-F01').waitFor();
    await second.getByText('Bitte nachzählen', { exact: false }).waitFor();
    await expectFit(second);
    await scan(second, 'INV-BEAR');
    await enter(second, '4');
    await button(second, 'Platz fertig').click();
    await second.getByText('Alle Plätze sind gezählt').waitFor();
    await expect.poll(() => entries(bear)).toEqual(['3', '4']);
  });

  it('PRD-WHS-09 is posted by somebody who has not counted, though some of what is missing was promised', async () => {
    const page = await kontor.open('warehouse-manager', `stocktake/counts/${count}`);
    await page.getByRole('tab', { name: 'Differenzen' }).click();
    const row = (sku: string) => page.getByRole('row').filter({ hasText: sku });
    await row('INV-BEAR').getByText('zuerst 3').waitFor();
    await button(page, 'Buchen').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Buchen' }).click();
    await page.getByText('Gebucht', { exact: true }).first().waitFor();
    expect([await onHand(lion), await onHand(bear)]).toEqual(['19', '4']);
    // Of the seven bears three cannot be had any more: the list says so, and so does the order.
    await row('INV-BEAR').getByText('davon 3 zugesagt').waitFor();
    const coverage = await admin.get<{ items: { reserved: string; open: string }[] }>(`sales/orders/${order}/coverage`);
    expect(coverage.items).toMatchObject([{ reserved: '4', open: '3' }]);
  });
});
