import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { type Api, settled, startedKontor } from './harness.ts';

const kontor = startedKontor();
interface Row {
  id: number;
}

let admin: Api;
let warehouse = 0;
const make = async (path: string, body: object = {}): Promise<Row & Record<string, unknown>> => {
  const answer = await admin.call<Row & Record<string, unknown>>('POST', path, body);
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
};
const place = async (code: string) => (await make('stock/locations', { code, warehouse })).id;

beforeEach(async () => {
  admin = await kontor.api('system-administrator');
  warehouse = (await admin.get<{ items: Row[] }>('stock/warehouses?limit=1')).items[0]?.id ?? 0;
});

const options = async (page: Page) => {
  await page.getByRole('option').first().waitFor();
  return page.getByRole('option').allInnerTexts();
};

it('Ctrl+Enter in a field with a closed list of choices saves the form, and opens no list', async () => {
  const page = await kontor.open('system-administrator', 'stock/issues/new');
  const kind = page.getByRole('combobox', { name: 'Art' }).or(page.getByLabel(/^Art/)).first();
  await kind.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Eigenbedarf' }).click();
  await kind.focus();
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/stock\/issues\/\d+$/);
  expect(await page.getByRole('option').count()).toBe(0);
  await page.keyboard.press('e');
  await settled(page);
  await page.getByRole('combobox', { name: 'Art' }).or(page.getByLabel(/^Art/)).first().focus();
  await page.keyboard.press('Control+Enter');
  // The verb that leads on: the goods issue has no lines yet, and the server says so.
  await page.getByRole('dialog').waitFor();
});

it('PRD-WHS-05 the lots offered in a line are those of its product that lie at the place', async () => {
  const [shelf, other] = [await place('E2E-R1'), await place('E2E-R2')];
  const article = async (sku: string) =>
    (await make('catalog/variants', { sku, name: { de: sku, en: sku }, tracking: 'lot' })).id;
  const [wax, tin] = [await article('E2E-WACHS'), await article('E2E-BLEI')];
  const receive = async (product: number, lots: string, location: number, quantity: string) => {
    const { id } = await make('stock/receipts', { location, lines: [{ product, lots, quantity }] });
    await make(`stock/receipts/${id}/post`);
  };
  await receive(wax, 'W-1', shelf, '5');
  await receive(wax, 'W-2', other, '7');
  await receive(tin, 'B-1', shelf, '9');
  const { id } = await make('stock/issues', {
    kind: 'ownUse',
    location: shelf,
    lines: [
      { product: wax, quantity: '1' },
      { product: tin, quantity: '1' },
    ],
  });
  const page = await kontor.open('system-administrator', `stock/issues/${id}`);
  await page.keyboard.press('e');
  const cell = async (line: number) => {
    const name = `Charge / Seriennummern, Zeile ${line}`;
    await page.getByRole('button', { name }).click();
    await page.getByRole('combobox', { name }).waitFor();
    await page.keyboard.press('ArrowDown');
  };
  await cell(1);
  expect((await options(page)).map((text) => text.split(/\s+/))).toEqual([['W-1', '5']]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await cell(2);
  expect((await options(page)).map((text) => text.split(/\s+/)[0])).toEqual(['B-1']);
  // What is typed need not be among them.
  await page.keyboard.type('NEU-9');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+s');
  await settled(page);
  const saved = await admin.get<{ lines: { lots: string }[] }>(`stock/issues/${id}`);
  expect(saved.lines.map(({ lots }) => lots)).toEqual(['W-1', 'NEU-9']);
});

it('the tree of places follows when somebody else moves an empty box', async () => {
  const [from, to] = [await place('E2E-VON'), await place('E2E-NACH')];
  const box = await make('stock/boxes', { code: 'E2E-S1', location: from, slots: [{ code: 'A' }] });
  const page = await kontor.open('warehouse-clerk', 'stock/places');
  const row = (code: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name: code }) });
  await row('E2E-VON').locator('[data-tip="1 Schütte"]').waitFor();
  await make(`stock/boxes/${box.id}/move`, { location: to });
  await row('E2E-NACH').locator('[data-tip="1 Schütte"]').waitFor();
  await row('E2E-VON').locator('[data-tip="1 Schütte"]').waitFor({ state: 'detached' });
});

it('the shortage list is saved as a file', async () => {
  const page = await kontor.open('system-administrator', 'replenishment/shortages');
  await page.getByRole('button', { name: 'Exportieren' }).click();
  const file = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Als CSV' }).click();
  expect((await file).suggestedFilename()).toMatch(/^shortages-.*\.csv$/);
});
