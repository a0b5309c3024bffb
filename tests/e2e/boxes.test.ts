import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Api, settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

interface Row {
  id: number;
  code: string;
}
interface Balance {
  product: { id: number; title: string };
  onHand: string;
  reserved: string;
}

/** A rack with two shelves, and a box with four slots on the first of them; thirty pieces of an article lie beside it. */
async function set(api: Api) {
  const main = (await api.get<{ items: Row[] }>('stock/warehouses?q=MAIN')).items[0];
  const shelves = [1, 2].map((n) => ({ code: `E2E-R01-B0${n}`, warehouse: main?.id, maxBoxes: 1 }));
  const [here, there] = await Promise.all(
    shelves.map(async (shelf) => (await api.call<Row>('POST', 'stock/locations', shelf)).body),
  );
  const store = (await api.get<{ items: Row[] }>('stock/locations?q=MAIN-STOCK')).items[0];
  const balances = await api.get<{ items: Balance[] }>(`stock/balances?filter[location]=${store?.id}&limit=50`);
  const goods = balances.items.find(({ onHand, reserved }) => Number(onHand) - Number(reserved) >= 30);
  const slots = ['BP', 'ZB', 'C', 'D'].map((code, index) => ({ code, color: ['blau', 'rot', 'gelb', null][index] }));
  const box = (await api.call<Row>('POST', 'stock/boxes', { location: here?.id, slots })).body;
  await api.call('POST', 'stock/boxes', { location: there?.id });
  return { box, here, there, store, sku: goods?.product.title ?? '', product: goods?.product.id ?? 0 };
}

/** What lies of a product at each place and box, as the interface says. */
const placesOf = async (api: Api, product: number) => {
  const { items } = await api.get<{
    items: { location: { title: string }; compartment: { title: string } | null; onHand: string }[];
  }>(`stock/balances?filter[product]=${product}&filter[onHand][ne]=0&limit=50`);
  return items.map(({ location, compartment, onHand }) => `${compartment?.title ?? location.title}: ${onHand}`);
};

const choose = async (page: Page, slots: string, act: string) => {
  await page.getByRole('button', { name: `Was mit Fach ${slots} geschehen soll` }).click();
  await page.getByRole('menuitem', { name: act }).click();
};
const pick = async (page: Page, label: string, words: string) => {
  await page.getByRole('dialog').getByRole('combobox', { name: label }).fill(words);
  await page.getByRole('option').first().filter({ hasText: words }).waitFor();
  await page.keyboard.press('Enter');
};
const act = async (page: Page) => {
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await settled(page);
};
const undo = async (page: Page) => {
  await page.getByRole('button', { name: 'Rückgängig' }).last().click();
  await page.getByText('Rückgängig gemacht.').first().waitFor();
  await settled(page);
};

describe('a box on a shelf, in the browser', () => {
  it('first-user 16, 17: is divided, filled, split again and put elsewhere, and each step can be taken back', async () => {
    const api = await kontor.api('warehouse-manager');
    const { box, here, there, store, sku, product } = await set(api);
    const page = await kontor.open('warehouse-clerk', `stock/boxes/${box.id}`);
    const at = (code: string) => placesOf(api, product).then((all) => all.filter((text) => text.startsWith(code)));

    await page.getByRole('button', { name: 'Fach BP auswählen' }).click();
    await page.getByRole('button', { name: 'Fach C auswählen' }).click();
    await page.getByRole('button', { name: 'Zu einer Einheit verbinden' }).click();
    await page.getByText(`Einheit ${box.code}/BP-C angelegt.`).waitFor();
    await settled(page);

    await choose(page, 'BP–C', 'Artikel einlegen');
    await pick(page, 'Artikel', sku);
    await page.getByRole('dialog').getByLabel('Menge').fill('20');
    await pick(page, 'Vom Lagerplatz', store?.code ?? '');
    await act(page);
    expect(await at(`${box.code}/`)).toEqual([`${box.code}/BP-C: 20`]);

    await choose(page, 'BP–C', 'Einheit auflösen');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('In Fach BP').fill('12');
    await dialog.getByText('Noch 8 zu verteilen.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Einheit auflösen' }).isDisabled()).toBe(true);
    await dialog.getByLabel('In Fach C').fill('8');
    await act(page);
    expect((await at(`${box.code}/`)).sort()).toEqual([`${box.code}/BP: 12`, `${box.code}/C: 8`]);
    await undo(page);
    expect(await at(`${box.code}/`)).toEqual([`${box.code}/BP-C: 20`]);

    await page.getByRole('button', { name: 'Schütte umstellen' }).click();
    await pick(page, 'Neuer Lagerort', there?.code ?? '');
    await act(page);
    await page.getByText(`${there?.code} ist voll`).first().waitFor();
    await page
      .locator('main')
      .getByRole('link', { name: there?.code ?? '' })
      .first()
      .waitFor();
    await undo(page);
    await page
      .locator('main')
      .getByRole('link', { name: here?.code ?? '' })
      .first()
      .waitFor();

    await page.getByRole('tab', { name: 'Bewegungen' }).click();
    await page
      .getByRole('cell', { name: `${box.code}/BP-C (${there?.code})` })
      .first()
      .waitFor();
  });

  it('is found where it stands, and its label is printed', async () => {
    const page = await kontor.open('warehouse-clerk', 'stock/places');
    await page.getByRole('textbox', { name: 'Platz suchen' }).fill('E2E-R01-B01');
    await page.getByRole('link', { name: 'E2E-R01-B01' }).first().click();
    await page.getByRole('heading', { name: 'E2E-R01-B01' }).waitFor();
    await page
      .getByRole('link', { name: /^S-\d+/ })
      .first()
      .click();
    await settled(page);
    await page.getByRole('button', { name: 'Etiketten drucken' }).click();
    await page.getByRole('radio', { name: /62 × 29 mm/ }).check({ force: true });
    const answer = page.waitForResponse(/stock\/labels/);
    await page.keyboard.press('Control+Enter');
    expect((await answer).headers()['content-type']).toBe('application/pdf');
  });
});
