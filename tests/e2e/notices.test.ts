import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Api, settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

interface Item {
  id: number;
  [field: string]: unknown;
}

const bellOf = (page: Page, count: number) =>
  page.getByRole('button', {
    name: count === 0 ? 'Benachrichtigungen' : /^Benachrichtigungen, .* ungelesen$/,
    exact: true,
  });

async function post(api: Api, path: string, body: unknown = {}): Promise<Item> {
  const answer = await api.call<Item>('POST', path, body);
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
}

/** A product of which so many are in stock, with a rule. */
async function stocked(sku: string, quantity: string, minimum: string): Promise<number> {
  const api = await kontor.api('system-administrator');
  const { id } = await post(api, 'catalog/variants', { sku, name: { de: `Zinn ${sku}`, en: `Tin ${sku}` } });
  const receipt = await post(api, 'stock/receipts', { lines: [{ product: id, quantity, unitCost: '2.50' }] });
  await post(api, `stock/receipts/${receipt.id}/post`);
  await post(api, 'replenishment/rules', { product: id, minimum });
  // The rule has been looked at once, with enough there.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  return id;
}

async function adjust(product: number, quantity: string): Promise<void> {
  const api = await kontor.api('system-administrator');
  const { items } = await api.get<{ items: Item[] }>('stock/reasons?filter[kind]=adjustment&limit=1');
  const { id } = await post(api, 'stock/adjustments', { reason: items[0]?.id, lines: [{ product, quantity }] });
  await post(api, `stock/adjustments/${id}/post`);
}

describe('the bell', () => {
  it('PRD-WSR-08 PRD-WSR-09 PRD-WSR-22 rings within two seconds, on a page that is already open, and leads there', async () => {
    const product = await stocked('GLOCKE-1', '20', '10');
    const page = await kontor.open('warehouse-manager', 'stock/balances');
    await bellOf(page, 0).waitFor();
    await adjust(product, '-15');
    await page.getByRole('button', { name: 'Benachrichtigungen, 2 ungelesen' }).waitFor({ timeout: 2_000 });
    await bellOf(page, 2).click();
    await page
      .getByRole('link', { name: /^Niedriger Bestand: GLOCKE-1 Zinn GLOCKE-1, noch 5 Stk\. verfügbar/ })
      .click();
    await page.waitForURL(`**/de/catalog/variants/${product}`);
    await page.getByRole('button', { name: 'Benachrichtigungen, eine ungelesen' }).waitFor();
    await kontor.visit(page, 'notification/inbox');
    await page.getByText(/hat den Bestand korrigiert: BK/).waitFor();
    await page.getByRole('button', { name: 'Alle als gelesen markieren' }).click();
    await bellOf(page, 0).waitFor();
  });

  it('PRD-WSR-23 stays silent about what was switched off', async () => {
    const product = await stocked('GLOCKE-2', '20', '10');
    const officer = await kontor.api('purchase-officer');
    const { items } = await officer.get<{ items: Item[] }>('notification/inbox?limit=1');
    if (items[0]) await post(officer, 'notification/inbox/read', { through: items[0].id });
    const page = await kontor.open('purchase-officer', 'notification/preferences');
    // One after the other without waiting: each stands there a moment after the click, and neither is lost.
    await page.getByRole('radio', { name: 'Niedriger Bestand: Aus' }).click();
    await page.getByRole('radio', { name: 'Bestandskorrektur gebucht: Aus' }).click();
    await settled(page);
    await page.reload();
    for (const name of ['Niedriger Bestand: Aus', 'Bestandskorrektur gebucht: Aus'])
      expect(await page.getByRole('radio', { name }).isChecked(), name).toBe(true);
    await adjust(product, '-15');
    await adjust(product, '-5');
    await page.getByRole('button', { name: 'Benachrichtigungen, eine ungelesen' }).waitFor({ timeout: 4_000 });
    await bellOf(page, 1).click();
    await page.getByRole('link', { name: /^Nichts mehr da: GLOCKE-2/ }).waitFor();
    expect(await page.getByRole('link', { name: /^Niedriger Bestand: GLOCKE-2/ }).count()).toBe(0);
  });
});

describe('the pages of stock values and shortages', () => {
  it('say of the books, looked through on demand, that every check finds them sound', async () => {
    const page = await kontor.open('system-administrator', 'verification/books');
    await page.getByText('Noch nicht durchgesehen').waitFor();
    await page.getByRole('button', { name: 'Jetzt prüfen' }).click();
    await page.getByText(/^Durchgesehen am/).waitFor({ timeout: 30_000 });
    const invariants = page.getByRole('listitem').filter({ has: page.getByRole('heading') });
    const shown = await invariants.allInnerTexts();
    expect(shown.length).toBeGreaterThan(9);
    expect(shown.filter((text) => !text.endsWith('nichts gefunden'))).toEqual([]);
    expect(shown.join()).toContain('Bestände und Werte sind, was bewegt wurde');
  });

  it('follow what is posted: value by its entries, proposal by its rule', async () => {
    const product = await stocked('GLOCKE-3', '8', '3');
    const page = await kontor.open('system-administrator', 'valuation/report');
    const line = page.getByRole('row').filter({ hasText: 'GLOCKE-3' });
    await line.getByRole('link', { name: '20,00' }).waitFor({ timeout: 5_000 });
    await adjust(product, '-6');
    await line.getByRole('link', { name: '5,00' }).waitFor({ timeout: 5_000 });
    await line.getByRole('link', { name: '5,00' }).click();
    await page.waitForURL('**/de/valuation/entries?**');
    await settled(page);
    expect(await page.getByRole('row').filter({ hasText: 'GLOCKE-3' }).count()).toBe(2);
    await kontor.visit(page, 'replenishment/shortages');
    const short = page.getByRole('row').filter({ hasText: 'GLOCKE-3' });
    const cells = (await short.getByRole('cell').allTextContents()).map((cell) => cell.trim());
    expect(cells).toEqual(expect.arrayContaining(['Niedrig', '2', '1 Stk.']));
  });
});
