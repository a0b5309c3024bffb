import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Walk } from '#modules/picking/contract/index.ts';
import { type Api, startedKontor } from './harness.ts';

const kontor = startedKontor();
const tablet = { width: 768, height: 1024 };

/** What a keyboard wedge does: it types as fast as no hand, and ends with Enter. */
async function scan(page: Page, code: string): Promise<void> {
  await page.keyboard.type(code, { delay: 2 });
  await page.keyboard.press('Enter');
}
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

interface Row {
  id: number;
}

describe('picking on a tablet with a scanner', () => {
  let admin: Api;
  const orders: number[] = [];
  const make = async (path: string, body: object = {}): Promise<number> => {
    const answer = await admin.call<Row>('POST', path, body);
    expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
    return answer.body.id;
  };
  const walkOf = (wave: string) => admin.get<Walk>(`picking/waves/${wave}/walk`);

  beforeAll(async () => {
    admin = await kontor.api('system-administrator');
    const [warehouse] = (await admin.get<{ items: Row[] }>('stock/warehouses?limit=1')).items;
    const [customer] = (await admin.get<{ items: Row[] }>('party/customers?limit=1')).items;
    const place = await make('stock/locations', { code: 'DE-Halle-R09-F01-B01', warehouse: warehouse?.id });
    const product = await make('catalog/variants', {
      sku: 'PICK-ME',
      name: { de: 'Trommler', en: 'Drummer' },
      tradePrice: '4',
      retailPrice: '9',
    });
    const receipt = await make('stock/receipts', { location: place, lines: [{ product, quantity: '20' }] });
    await make(`stock/receipts/${receipt}/post`);
    for (const quantity of ['3', '10']) {
      const draft = await make('sales/orders', { customer: customer?.id, lines: [{ product, quantity }] });
      await make(`sales/orders/${draft}/confirm`);
      orders.push(draft);
    }
  });

  it('PRD-WHS-08 refuses the wrong place, keeps what the network swallowed, and sends it once', async () => {
    kontor.expectConsole(/ERR_INTERNET_DISCONNECTED|Failed to load resource|WebSocket/);
    const wave = String(await make('picking/plans', { orders }));
    const page = await kontor.open('warehouse-clerk', `picking/waves/${wave}/walk`, tablet);
    await button(page, 'Ohne Schütten losgehen').click();
    await page.getByRole('heading', { name: 'DE-Halle-R09-F01-B01' }).waitFor();
    await scan(page, 'R01-F01');
    expect(await page.getByRole('alert').textContent()).toContain('Falscher Platz: R01-F01');
    await scan(page, 'de-halle-r09-f01-b01');
    await scan(page, 'PICK-ME');
    await page.context().setOffline(true);
    await button(page, /^3 entnommen$/).click();
    await page.getByText('1 zu senden').waitFor();
    // The walk goes on: the next order from the same shelf, seven of ten.
    await button(page, /^10 entnommen$/).waitFor();
    await button(page, '7').click();
    await button(page, '7 entnommen, 3 fehlen').click();
    await page.getByText('2 zu senden').waitFor();
    expect((await walkOf(wave)).picks).toEqual([]);
    await page.context().setOffline(false);
    await page.getByText(/zu senden/).waitFor({ state: 'detached' });
    const { picks, tasks } = await walkOf(wave);
    expect(picks.map(({ quantity, shortage }) => [quantity, shortage])).toEqual([
      ['7', '3'],
      ['3', '0'],
    ]);
    expect(tasks).toEqual([]);
    // Another device finds the walk as it is.
    const other = await kontor.open('warehouse-manager', `picking/waves/${wave}/walk`, tablet);
    await other.getByRole('heading', { name: 'Alles geholt' }).waitFor();
    await button(other, 'Zum Packtisch').click();
    await other.getByRole('heading', { name: /^Packen/ }).waitFor();
    for (const key of ['9', '0', '0']) await other.getByRole('button', { name: key, exact: true }).click();
    await button(other, 'Paket packen').click();
    await button(other, 'Lieferung buchen').click();
    await other.getByText('Geliefert. Der Lieferschein ist geschrieben.').waitFor();
    const order = await admin.get<{ deliveryState: string }>(`sales/orders/${orders[0]}`);
    expect(order.deliveryState).toBe('delivered');
  });
});
