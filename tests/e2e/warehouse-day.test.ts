import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Api, settled, startedKontor } from './harness.ts';
import { pageFaults } from './page-faults.ts';

const kontor = startedKontor();
const tablet = { width: 768, height: 1024 };
const gtin = '4006381333931';

interface Row {
  id: number;
}
interface Lying {
  items: { product: Row; lot: { number: string; expiresOn: string | null } | null; onHand: string }[];
}

/** What a keyboard wedge does: it types as fast as no hand, and ends with Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 2 });
  await page.keyboard.press('Enter');
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const said = (page: Page) => page.locator('[data-tone]').first();

/** Everything that is touched is big enough for a glove, and the page has none of the faults no page may have. */
async function expectFit(page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, a, input')]
      .filter((one) => one.checkVisibility())
      .map((one) => ({ text: one.textContent || one.getAttribute('aria-label'), box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.height < 48 || box.width < 48))
      .map(({ text, box }) => `${text} ${Math.round(box.width)}×${Math.round(box.height)}`),
  );
  expect(small).toEqual([]);
  expect(await pageFaults(page)).toEqual([]);
}

describe('a day in the warehouse, on a tablet with a scanner', () => {
  let admin: Api;
  const places: Record<string, number> = {};
  let product = 0;
  const lying = async (code: string) => {
    const { items } = await admin.get<Lying>(`stock/work/contents?location=${places[code]}`);
    const own = items.filter((item) => item.product.id === product);
    return Object.fromEntries(own.map(({ lot, onHand }) => [lot?.number ?? '', onHand]));
  };
  const make = async (path: string, body: object): Promise<number> => {
    const answer = await admin.call<Row>('POST', path, body);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(201);
    return answer.body.id;
  };

  beforeAll(async () => {
    admin = await kontor.api('system-administrator');
    const { items } = await admin.get<{ items: Row[] }>('stock/warehouses?limit=1');
    const warehouse = items[0]?.id ?? 0;
    for (const code of ['WE-01', 'R04-F02-B02', 'LADEN-01'])
      places[code] = await make('stock/locations', {
        code,
        warehouse,
        ...(code === 'WE-01' && { purpose: 'special' }),
      });
    product = await make('catalog/variants', {
      sku: 'ZINN-BARREN',
      name: { de: 'Zinnlegierung, bleifrei', en: 'Pewter alloy, lead-free' },
      tracking: 'lot',
      retailPrice: '9',
      tradePrice: '5',
      barcodes: [
        { code: gtin, kind: 'gtin' },
        { code: 'KARTON-12', kind: 'internal', quantity: '12' },
      ],
    });
    await make('stock/boxes', { code: 'S-900001', location: places['R04-F02-B02'], slots: [{ code: 'A' }] });
  });

  beforeEach(async () => {
    admin = await kontor.api('system-administrator');
  });

  it('PRD-WHS-07 a delivery is received lot by lot, by scanner alone', async () => {
    const page = await kontor.open('warehouse-clerk', 'stock/work', tablet);
    await expectFit(page);
    for (const name of ['Einlagern', 'Umlagern', 'Schütte umstellen', 'Kommissionieren', 'Packen', 'Zählen'])
      expect(await page.getByRole('link', { name: new RegExp(`^${name}`) }).count(), name).toBe(1);
    await page.getByRole('link', { name: /^Wareneingang/ }).click();
    await heading(page, 'Wareneingang').waitFor();
    await settled(page);
    await scan(page, 'WE-01');
    await said(page).filter({ hasText: 'ab jetzt nach WE-01' }).waitFor();
    await page.getByLabel('Lieferschein des Lieferanten').fill('LS 4711');
    await page.getByLabel('Lieferschein des Lieferanten').blur();
    await scan(page, gtin);
    await heading(page, 'ZINN-BARREN').waitFor();
    await expectFit(page);
    await page.getByText('Charge scannen oder eingeben').first().waitFor();
    // The place now would book it without its lot: refused, and said why.
    await scan(page, 'WE-01');
    await page.getByRole('alert').filter({ hasText: 'Es fehlt die Charge' }).waitFor();
    await scan(page, 'L-2026-1');
    await said(page).filter({ hasText: 'Charge L-2026-1' }).waitFor();
    await scan(page, 'KARTON-12');
    await said(page).filter({ hasText: '13 gezählt' }).waitFor();
    // A finger that stays on the trigger: read twice, counted once.
    await scan(page, 'KARTON-12');
    await said(page).filter({ hasText: 'doppelt gelesen' }).waitFor();
    await scan(page, '9999999999999');
    await page.getByRole('alert').filter({ hasText: '9999999999999 ist unbekannt' }).waitFor();
    await scan(page, 'WE-01');
    await page.getByText(/gebucht · WE/).waitFor();
    await scan(page, `]d2010${gtin}1731123110L-2026-2`);
    await said(page).filter({ hasText: 'ZINN-BARREN' }).waitFor();
    await page.getByLabel('Haltbar bis').and(page.locator('[value="31.12.2031"]')).waitFor();
    // Another lot of it would be mixed up with the one in the hand.
    await scan(page, `]d2010${gtin}10L-2026-3`);
    await page.getByRole('alert').filter({ hasText: 'Erst ZINN-BARREN · L-2026-2 einbuchen' }).waitFor();
    await page.getByRole('button', { name: '8', exact: true }).click();
    await page.getByRole('button', { name: 'Einbuchen' }).click();
    await expect.poll(() => lying('WE-01')).toEqual({ 'L-2026-1': '13', 'L-2026-2': '8' });
    const receipts = await admin.get<{ items: { supplierReference: string }[] }>('stock/receipts?q=LS 4711');
    expect(receipts.items).toHaveLength(2);
  });

  it('PRD-WHS-01 what lies there is put away, also while the network is gone, each scan once', async () => {
    kontor.expectConsole(/ERR_INTERNET_DISCONNECTED/);
    const page = await kontor.open('warehouse-clerk', 'stock/work/put-away', tablet);
    await scan(page, 'WE-01');
    await page.getByText('L-2026-1').waitFor();
    await expectFit(page);
    await scan(page, gtin);
    await said(page).filter({ hasText: 'mehrere Chargen' }).waitFor();
    await scan(page, 'L-2026-1');
    await page.getByText('Zielplatz oder Schütte scannen').first().waitFor();
    await page.context().setOffline(true);
    await scan(page, 'R04-F02-B02');
    await page.getByText('wartet auf das Senden').waitFor();
    await page.getByText('L-2026-2').waitFor();
    expect(await lying('WE-01')).toEqual({ 'L-2026-1': '13', 'L-2026-2': '8' });
    await page.context().setOffline(false);
    await page.getByText(/gebucht · UL/).waitFor();
    expect(await lying('R04-F02-B02')).toEqual({ 'L-2026-1': '13' });
    expect(await lying('WE-01')).toEqual({ 'L-2026-2': '8' });
  });

  it('PRD-WHS-02 some go to the shop in one step; the last scan is taken back', async () => {
    const page = await kontor.open('warehouse-clerk', 'stock/work/transfer', tablet);
    await scan(page, 'R04-F02-B02');
    await page.getByText('L-2026-1').waitFor();
    await scan(page, gtin);
    await heading(page, 'ZINN-BARREN').waitFor();
    await page.getByRole('button', { name: '5', exact: true }).click();
    await scan(page, 'LADEN-01');
    await page.getByText(/gebucht · UL/).waitFor();
    expect(await lying('LADEN-01')).toEqual({ 'L-2026-1': '5' });
    await scan(page, gtin);
    await heading(page, 'ZINN-BARREN').waitFor();
    await scan(page, 'LADEN-01');
    await expect.poll(() => lying('LADEN-01')).toEqual({ 'L-2026-1': '6' });
    await page.getByRole('button', { name: 'Zurücknehmen' }).click();
    await page.getByText('zurückgenommen', { exact: false }).first().waitFor();
    await expect.poll(() => lying('LADEN-01')).toEqual({ 'L-2026-1': '5' });
    expect(await lying('R04-F02-B02')).toEqual({ 'L-2026-1': '8' });
  });

  it('a box is moved by two scans, and back by one touch (first-user 16)', async () => {
    const page = await kontor.open('warehouse-clerk', 'stock/work/box', {
      language: 'en',
      dark: true,
      width: 320,
      height: 640,
    });
    await scan(page, 'S-900001');
    await page.getByText('S-900001 (R04-F02-B02)').first().waitFor();
    await expectFit(page);
    await scan(page, 'LADEN-01');
    const standsAt = async () => {
      const { items } = await admin.get<{ items: { location: { title: string } }[] }>('stock/boxes?q=S-900001');
      return items[0]?.location.title;
    };
    await expect.poll(standsAt).toBe('LADEN-01');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(standsAt).toBe('R04-F02-B02');
  });

  it('PRD-WHS-09 an order is picked by scans, packed into a parcel and leaves the house', async () => {
    const customers = await admin.get<{ items: Row[] }>('party/customers?limit=1');
    const lines = [{ product, quantity: '2' }];
    const order = await make('sales/orders', { customer: customers.items[0]?.id, lines });
    expect((await admin.call('POST', `sales/orders/${order}/confirm`, {})).status).toBe(200);
    const wave = await make('picking/plans', { orders: [order] });
    const { tasks, lists } = await admin.get<{ tasks: { location: { title: string } }[]; lists: Row[] }>(
      `picking/waves/${wave}/walk`,
    );
    const page = await kontor.open('warehouse-clerk', `picking/waves/${wave}/walk`, tablet);
    for (const { location } of tasks) {
      await heading(page, location.title).waitFor();
      await expectFit(page);
      await scan(page, location.title);
      await page.getByText('Artikel scannen').first().waitFor();
      await scan(page, gtin);
      await page.getByRole('button', { name: /entnommen$/ }).click();
    }
    await heading(page, 'Alles geholt').waitFor();
    await page.getByRole('button', { name: 'Zum Packtisch' }).click();
    await page.waitForURL(new RegExp(`picking/lists/${lists[0]?.id}/pack`));
    await settled(page);
    await expectFit(page);
    await scan(page, gtin);
    await page.waitForTimeout(800);
    await scan(page, gtin);
    for (const key of ['9', '0', '0']) await page.getByRole('button', { name: key, exact: true }).click();
    await page.getByRole('button', { name: 'Paket packen' }).click();
    await page.getByRole('button', { name: 'Lieferung buchen' }).click();
    await page.getByText('Geliefert. Der Lieferschein ist geschrieben.').waitFor();
    const levels = await admin.get<{ items: { onHand: string }[] }>(`stock/levels?product=${product}`);
    expect(levels.items.reduce((sum, { onHand }) => sum + Number(onHand), 0)).toBe(13 + 8 - 2);
  });

  it('PRD-WHS-08 a place is counted blind, by scanning what lies there', async () => {
    const count = await make('stocktake/counts', { kind: 'zone', location: places['WE-01'] });
    expect((await admin.call('POST', `stocktake/counts/${count}/start`, {})).status).toBe(200);
    const page = await kontor.open('warehouse-clerk', `stocktake/counts/${count}/count`, tablet);
    await expectFit(page);
    await scan(page, 'WE-01');
    await heading(page, 'WE-01').waitFor();
    await scan(page, 'L-2026-2');
    await page.getByRole('region', { name: 'Menge' }).waitFor();
    await page.getByRole('button', { name: '8', exact: true }).click();
    await page.getByRole('button', { name: 'Platz fertig' }).click();
    const rest = page.getByRole('button', { name: 'Nicht da' });
    await page.getByText('Alle Plätze sind gezählt').or(rest).first().waitFor();
    expect(await rest.count()).toBe(0);
  });
});
