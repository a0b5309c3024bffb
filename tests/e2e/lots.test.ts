import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

interface Row {
  id: number;
}

/** A line by keyboard alone, as a scanner and one hand enter it: article, lot, quantity. */
async function enterLine(page: Page, sku: string, lot: string, quantity: string): Promise<void> {
  await page.keyboard.type(sku);
  await page.getByRole('option').filter({ hasText: sku }).first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type(lot);
  await page.keyboard.press('Tab');
  await page.keyboard.type(quantity);
  await page.keyboard.press('Enter');
}

it('PRD-WHS-05 PRD-WHS-07 a delivery with lots is entered by keyboard, and a lot tells where it went', async () => {
  const api = await kontor.api('system-administrator');
  const post = async (path: string, body: object = {}) => {
    const answer = await api.call<Row>('POST', path, body);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body;
  };
  const article = (sku: string, tracking: string) =>
    post('catalog/variants', { sku, name: { de: sku, en: sku }, tracking });
  await article('E2E-ZINN', 'lot');
  const medal = await article('E2E-MEDAILLE', 'serial');

  const page = await kontor.open('warehouse-clerk', 'stock/receipts/new');
  await page.getByRole('button', { name: 'Zeile hinzufügen' }).click();
  await page
    .getByRole('combobox', { name: 'Artikel, Zeile 1' })
    .or(page.getByLabel('Artikel, Zeile 1'))
    .first()
    .waitFor();
  await enterLine(page, 'E2E-ZINN', 'T-1', '12');
  await enterLine(page, 'E2E-MEDAILLE', 'M01-M20', '');
  await page.keyboard.press('Control+s');
  await page.waitForURL(/\/stock\/receipts\/\d+$/);
  await page.getByRole('button', { name: 'Wareneingang buchen' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Wareneingang buchen' }).click();
  await page.getByText('Gebucht', { exact: true }).waitFor();
  // What a piece costs is not for the clerk.
  expect(await page.getByRole('columnheader', { name: 'Stückkosten' }).count()).toBe(0);

  await page.getByRole('tab', { name: 'Bewegungen' }).click();
  await page.getByRole('cell', { name: 'M20' }).waitFor();
  expect(await page.getByRole('row').count()).toBe(1 + 1 + 20);

  const customers = await api.get<{ items: Row[] }>('party/customers?limit=1');
  const issue = await post('stock/issues', {
    kind: 'customer',
    customer: customers.items[0]?.id,
    lines: [{ product: medal.id, lots: 'M01-M08' }],
  });
  await post(`stock/issues/${issue.id}/post`);
  await page.getByRole('link', { name: 'M07' }).click();
  await page.waitForURL(/\/stock\/lots\/\d+$/);
  await page.getByRole('tab', { name: 'Rückverfolgung' }).click();
  await settled(page);
  const went = page.getByRole('region', { name: 'Wohin es ging' });
  await went.getByRole('link', { name: /^WA\d{4}-\d{5}$/ }).waitFor();
  await page.getByRole('region', { name: 'Was noch hier liegt' }).getByText('nichts mehr im Haus').waitFor();
});

it('PRD-WHS-03 leads from a balance to its movements, to the paper, and from both back to the balance', async () => {
  const api = await kontor.api('system-administrator');
  const post = async (path: string, body: object = {}) => {
    const answer = await api.call<Row>('POST', path, body);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body.id;
  };
  const product = await post('catalog/variants', { sku: 'E2E-WEG', name: { de: 'Weg', en: 'Way' } });
  await post(`stock/receipts/${await post('stock/receipts', { lines: [{ product, quantity: '9' }] })}/post`);
  const lines = [{ product, quantity: '4' }];
  await post(`stock/issues/${await post('stock/issues', { kind: 'customer', lines })}/post`);

  const page = await kontor.open('warehouse-manager', `stock/balances?filter[product]=${product}&filter[onHand]=5`);
  await page.getByRole('link', { name: 'E2E-WEG' }).first().click();
  await page.waitForURL(/\/stock\/balances\/\d+/);
  const balance = new RegExp(`${new URL(page.url()).pathname}(\\?|$)`);
  await page.getByRole('tab', { name: 'Bewegungen' }).click();
  const cellsOf = async (text: RegExp) => {
    const row = page.getByRole('row').filter({ hasText: text });
    await row.waitFor();
    return row.getByRole('cell').allInnerTexts();
  };
  const poster = expect.stringMatching(/^Sabine/);
  expect((await cellsOf(/WE\d{4}/)).slice(3)).toEqual(['Lieferant', '+9', '9', poster]);
  expect((await cellsOf(/WA\d{4}/)).slice(3)).toEqual(['Kunde', '-4', '5', poster]);
  await page.getByRole('link', { name: /^WA\d{4}/ }).click();
  await page.waitForURL(/\/stock\/issues\/\d+/);
  await page.getByRole('tab', { name: 'Bewegungen' }).click();
  expect(await cellsOf(/E2E-WEG/)).toEqual(expect.arrayContaining(['4', 'MAIN-STOCK', 'Kunde']));
  const paper = page.url();

  // The movement leads to its paper as well, and the paper by the place to what lies there now.
  const moved = page.getByRole('row').filter({ hasText: 'E2E-WEG' });
  await moved.getByRole('link', { name: /^\d+\.\d+\.\d+$/ }).click();
  await page.waitForURL(/\/stock\/movements\/\d+/);
  await page.getByRole('link', { name: /^WA\d{4}/ }).click();
  await page.waitForURL(new RegExp(new URL(paper).pathname));
  await page.getByRole('tab', { name: 'Bewegungen' }).click();
  await moved.getByRole('link', { name: 'MAIN-STOCK' }).click();
  await page.waitForURL(new RegExp(`/stock/balances\\?.*${product}`));
  await page.getByRole('link', { name: 'E2E-WEG' }).first().click();
  await page.waitForURL(balance);
  await page.goBack();
  await page.goBack();
  await moved.getByRole('link', { name: 'E2E-WEG' }).click();
  await page.waitForURL(new RegExp(`/catalog/variants/${product}`));
  await page.getByRole('link', { name: 'Hauptlager' }).first().click();
  await page.waitForURL(/\/stock\/locations\/\d+/);
  await page.getByRole('row').filter({ hasText: 'E2E-WEG' }).getByRole('link', { name: '5', exact: true }).click();
  await page.waitForURL(balance);
});
