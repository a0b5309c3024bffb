import { describe, expect, it } from 'vitest';
import { type Api, settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

interface Item {
  id: number;
  [field: string]: unknown;
}
interface List {
  items: Item[];
}
interface Stocked {
  items: { product: { id: number; title: string }; available: string }[];
}

async function post(api: Api, path: string, body: object = {}): Promise<Item> {
  const answer = await api.call<Item>('POST', path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body;
}

/** A product of which there is something, and so much more than that. */
async function scarce(api: Api) {
  const { items } = await api.get<Stocked>('stock/availability?limit=20');
  const found = items.find(({ available }) => Number(available) >= 10);
  if (!found) throw new Error('nothing is in stock');
  return { ...found.product, there: Number(found.available), asked: String(Number(found.available) + 5) };
}

describe('an order for more than there is, in the browser', () => {
  it('says what is missing, is confirmed all the same, and gets it from one that can wait or when it comes in', async () => {
    const api = await kontor.api('system-administrator');
    const product = await scarce(api);
    const [customer] = (await api.get<List>('party/customers?q=Huber')).items;
    const order = (quantity: string, requestedOn: string | null = null) =>
      post(api, 'sales/orders', {
        customer: customer?.id,
        requestedOn,
        lines: [{ product: product.id, quantity }],
      });
    const rich = await order('4', '2030-01-01');
    await post(api, `sales/orders/${rich.id}/confirm`);
    const { id } = await order(String(product.there));

    const page = await kontor.open('operator', `sales/orders/${id}`);
    await page.getByText('Fehlt: 4').waitFor();
    await page.keyboard.press('Control+Enter');
    await page
      .getByRole('dialog')
      .getByRole('cell', { name: String(product.there - 4) })
      .waitFor();
    await page.getByRole('button', { name: 'Bestätigen und Rest vormerken' }).click();
    await page.getByText('Eine Position wartet auf Ware.').waitFor();
    expect(await page.getByRole('button', { name: 'Auftrag bestätigen' }).count()).toBe(0);

    // The sales manager takes two pieces from the order that can wait.
    const manager = await kontor.open('sales-manager', `stock/demands?resource=sales.order&source=${id}`);
    await manager.getByRole('button', { name: 'Auswählen …' }).click();
    const dialog = manager.getByRole('dialog');
    await dialog.getByRole('textbox', { name: /Menge von/ }).fill('2');
    await dialog.getByRole('button', { name: 'Umbuchen' }).click();
    await dialog.getByText('Es fehlen noch 2.').waitFor();
    await page.getByText('Fehlt: 2').waitFor();

    // What comes in goes to the one that waits for the earlier day, without anybody doing it.
    const receipt = await post(api, 'stock/receipts', { lines: [{ product: product.id, quantity: '2' }] });
    await post(api, `stock/receipts/${receipt.id}/post`);
    await page.getByText(`Reserviert: ${product.there}`).waitFor();
    await manager.keyboard.press('Escape');
    await manager.getByText('Es fehlt nichts').waitFor();
    await settled(page);
  });

  it('shows on a phone and in the other language by warehouse and day', async () => {
    const page = await kontor.open('warehouse-manager', 'stock/availability?show=asked', {
      language: 'en',
      width: 390,
      height: 844,
    });
    await page.getByRole('heading', { name: 'Availability' }).waitFor();
    await page.getByRole('link', { name: /^\d+$/ }).first().waitFor();
    await settled(page);
  });
});
