import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Walk } from '#modules/picking/contract/index.ts';
import { type Api, startedKontor } from './harness.ts';
import { button, enter, scan, tablet } from './scanner.ts';

const kontor = startedKontor();
interface Row {
  id: number;
}

/** A device whose camera sees the codes in `seen`, and which writes down what it plays: `right` at 880 Hz, `wrong` at 220. */
function deviceWithCamera(): void {
  const device = globalThis as unknown as Record<string, unknown>;
  const seen: string[] = [];
  const heard: number[] = [];
  const tone = () => ({
    frequency: {
      set value(pitch: number) {
        heard.push(pitch);
      },
    },
    connect: (next: unknown) => next,
    start: () => undefined,
    stop: () => undefined,
  });
  Object.assign(device, {
    seen,
    heard,
    BarcodeDetector: class {
      async detect() {
        const rawValue = seen.shift();
        return rawValue ? [{ rawValue }] : [];
      }
    },
    AudioContext: class {
      readonly state = 'running';
      readonly currentTime = 0;
      createOscillator = tone;
      createGain = () => ({
        gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
        connect: (next: unknown) => next,
      });
    },
  });
  navigator.mediaDevices.getUserMedia = async () => {
    if (device.isRefused) throw new DOMException('no', 'NotAllowedError');
    const picture = document.createElement('canvas');
    picture.getContext('2d')?.fillRect(0, 0, 300, 150);
    return picture.captureStream(10);
  };
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

  beforeEach(async () => {
    admin = await kontor.api('system-administrator');
  });

  it('offers the orders of the main warehouse first, and says so where another one has an earlier code', async () => {
    await make('stock/warehouses', { code: 'AUSSEN', name: { de: 'Außenlager', en: 'Branch' } });
    const page = await kontor.open('warehouse-clerk', 'picking/plan');
    const chosen = (code: string) => page.getByRole('button', { name: code, exact: true, pressed: true });
    await chosen('MAIN').waitFor();
    await page.getByRole('checkbox').first().waitFor();
    await button(page, 'AUSSEN').click();
    await chosen('AUSSEN').waitFor();
    await page.getByText('Zurzeit ist nichts zu kommissionieren').waitFor();
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

  it('first-user 11: the scale proposes how many there are, and asks why where it cannot believe it', async () => {
    const product = await make('catalog/variants', {
      sku: 'WEIGH-ME',
      name: { de: 'Rohling', en: 'Blank' },
      tradePrice: '4',
      retailPrice: '9',
      weight: '24',
      weightUnit: 'g',
    });
    const receipt = await make('stock/receipts', { lines: [{ product, quantity: '128' }] });
    await make(`stock/receipts/${receipt}/post`);
    const customers = await admin.get<{ items: Row[] }>('party/customers?limit=1');
    const lines = [{ product, quantity: '128' }];
    const order = await make('sales/orders', { customer: customers.items[0]?.id, lines });
    await make(`sales/orders/${order}/confirm`);
    const type = await make('stock/box-types', { name: 'Schütte 340', tare: 340, slots: 1 });
    const box = await make('stock/boxes', { code: 'K-WEIGH', type, purpose: 'picking' });
    const wave = await make('picking/plans', { orders: [order], boxes: [box] });
    const page = await kontor.open('warehouse-clerk', `picking/waves/${wave}/walk`, tablet);
    await button(page, 'Ohne Scan weiter').click();
    await scan(page, 'WEIGH-ME');
    await page.getByRole('button', { name: 'Wiegen', exact: true }).click();
    await enter(page, '3412');
    await page.getByText('Das Gewicht spricht für 128 Stück.').waitFor();
    const less = page.getByRole('button', { name: 'Entnehmen −1' });
    for (let pieces = 128; pieces > 113; pieces--) await less.click();
    // Fifteen less than the scale says are 11.7 %: more than the ten that pass without a word.
    const short = button(page, '113 entnommen, 15 fehlen');
    await page.getByText('Bitte nennen Sie den Grund').waitFor();
    expect(await short.isDisabled()).toBe(true);
    await page.getByLabel('Grund für die Abweichung').fill('Rohlinge mit Anguss');
    await short.click();
    await expect
      .poll(() => admin.get<{ items: object[] }>(`picking/picks?filter[wave]=${wave}`))
      .toMatchObject({
        items: [{ method: 'weighed', quantity: '113', shortage: '15', gross: '3412', reason: 'Rohlinge mit Anguss' }],
      });
  });

  it('is heard when a scan is wrong, and reads codes by the camera too', async () => {
    const page = await kontor.open('warehouse-clerk', 'stock/work', tablet);
    await page.addInitScript(deviceWithCamera);
    await kontor.visit(page, 'stock/work/transfer');
    const heard = () => page.evaluate(() => (globalThis as unknown as { heard: number[] }).heard.splice(0));
    const shows = (code: string) =>
      page.evaluate((text) => (globalThis as unknown as { seen: string[] }).seen.push(text), code);
    await scan(page, 'NOBODY-KNOWS');
    await page.getByRole('alert').filter({ hasText: 'NOBODY-KNOWS ist unbekannt' }).waitFor();
    expect(await heard()).toEqual([220, 165]);
    const camera = page.getByRole('dialog', { name: 'Mit der Kamera scannen' });
    await button(page, 'Mit der Kamera scannen').click();
    await camera.waitFor();
    await shows('DE-Halle-R09-F01-B01');
    await camera.waitFor({ state: 'detached' });
    await page.getByText('PICK-ME').first().waitFor();
    expect(await heard()).toEqual([880]);
    await button(page, 'Mit der Kamera scannen').click();
    await shows('PICK-ME');
    await page.getByRole('heading', { name: 'PICK-ME' }).waitFor();
    expect(await heard()).toEqual([880]);
    await page.evaluate(() => Object.assign(globalThis, { isRefused: true }));
    await button(page, 'Mit der Kamera scannen').click();
    await camera.getByText('Die Kamera ist nicht freigegeben').waitFor();
    await camera.getByRole('button', { name: 'Schließen' }).click();
    await camera.waitFor({ state: 'detached' });
  });
});
