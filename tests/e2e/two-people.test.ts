import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

interface Item {
  id: number;
  version: number;
  [field: string]: unknown;
}
interface List {
  items: Item[];
  total: number;
}

const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });

/** Addresses of the lists that a page asks for from now on. */
function noteRequests(page: Page, path: string): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (request.method() === 'GET' && url.pathname === `/api/v1/${path}`) asked.push(decodeURIComponent(url.search));
  });
  return asked;
}

async function change(path: string, id: number, values: Record<string, unknown>): Promise<void> {
  const api = await kontor.api('system-administrator');
  const { version } = await api.get<Item>(`${path}/${id}`);
  const { status, body } = await api.call('PATCH', `${path}/${id}`, values, { 'if-match': `"${version}"` });
  expect(status, JSON.stringify(body)).toBe(200);
}

describe('what somebody else does', () => {
  it('shows in the list at once, highlighted, and costs one request', async () => {
    const page = await kontor.open('manager', 'party/customers');
    const asked = noteRequests(page, 'party/customers');
    const [customer] = (await (await kontor.api('manager')).get<List>('party/customers?q=Huber')).items;
    await change('party/customers', customer!.id, { email: 'anna.neu@example.com' });
    const row = rowOf(page, 'anna.neu@example.com');
    await row.waitFor();
    expect(await row.getAttribute('data-flash')).toBe('true');
    await page.waitForFunction(() => !document.querySelector('[data-flash]'));
    expect(asked).toHaveLength(1);
  });

  it('shows on the open record', async () => {
    const [customer] = (await (await kontor.api('manager')).get<List>('party/customers?q=Huber')).items;
    const page = await kontor.open('viewer', `party/customers/${customer!.id}`);
    await change('party/customers', customer!.id, { phone: '+49 8807 999' });
    await page.getByText('+49 8807 999').waitFor();
    await change('party/customers', customer!.id, { phone: '+49 8807 777' });
    await page.getByText('+49 8807 777').waitFor();
  });

  it('says that the open record was deleted, and asks for it no more', async () => {
    const admin = await kontor.api('system-administrator');
    const { body } = await admin.call<Item>('POST', 'org/units', {
      code: 'XX',
      name: { de: 'Weg', en: 'Gone' },
      symbol: { de: 'x', en: 'x' },
    });
    const page = await kontor.open('administrator', `org/units/${body.id}`);
    await admin.call('DELETE', `org/units/${body.id}`, undefined, { 'if-match': `"${body.version}"` });
    await page.getByRole('alert').filter({ hasText: 'gelöscht' }).waitFor();
  });

  it('costs a reader far down a long list no more than what is on the screen', async () => {
    const admin = await kontor.api('system-administrator');
    const lines = Array.from({ length: 420 }, (_, index) => `company;Firma ${String(index + 1).padStart(4, '0')}`);
    const file = Buffer.from(`type;companyName\n${lines.join('\n')}\n`);
    const answer = await admin.call('POST', 'party/customers/import?dryRun=false', file, {
      'content-type': 'text/csv',
    });
    expect(answer.body).toMatchObject({ created: 420, failed: 0 });
    const page = await kontor.open('manager', 'party/customers?sort=number');
    const scroller = page.locator('[aria-busy]').first();
    const bottom = () => scroller.evaluate((box) => box.scrollTo(0, box.scrollHeight));
    for (let round = 0; round < 8; round++) {
      await bottom();
      await settled(page);
    }
    await rowOf(page, 'Firma 0420').waitFor();
    const asked = noteRequests(page, 'party/customers');
    const seen = (await admin.get<List>('party/customers?q=0419')).items[0]!;
    const unseen = (await admin.get<List>('party/customers?q=0100')).items[0]!;
    const before = await scroller.evaluate((box) => box.scrollTop);

    await change('party/customers', seen.id, { companyName: 'Firma Umbenannt' });
    await rowOf(page, 'Firma Umbenannt').waitFor();
    expect(asked.splice(0)).toEqual([expect.stringContaining(`filter[id][in]=${seen.id}`)]);

    await change('party/customers', unseen.id, { companyName: 'Firma Oben' });
    await expect.poll(() => asked.length).toBe(1);
    await page.waitForTimeout(500);
    expect(asked.splice(0)).toEqual([expect.not.stringContaining('filter[id]')]);
    expect(await scroller.evaluate((box) => box.scrollTop)).toBe(before);

    await scroller.evaluate((box) => box.scrollTo(0, 100 * 34));
    await rowOf(page, 'Firma Oben').waitFor();
    expect(asked).toEqual([expect.stringContaining(`filter[id][in]=${unseen.id}`)]);
  });
});

describe('a session that ends', () => {
  it('takes the other tab to the sign-in page, and signing in brings it back', async () => {
    const page = await kontor.open('viewer', 'party/customers');
    const other = await page.context().newPage();
    await other.goto('/de/sales/orders');
    await settled(other);
    await page.getByRole('button', { name: 'Vera Betrachterin' }).click();
    await page.getByRole('menuitem', { name: 'Abmelden' }).click();
    await field(page, 'Benutzername').waitFor();
    await field(other, 'Benutzername').waitFor();
    await field(other, 'Benutzername').fill('viewer');
    await field(other, 'Passwort').fill(kontor.password);
    await field(other, 'Passwort').press('Enter');
    await other.getByRole('heading', { name: 'Aufträge' }).waitFor();
  });

  it('asks to sign in again over what is being typed, and loses none of it', async () => {
    kontor.expectConsole(/401/);
    const [customer] = (await (await kontor.api('manager')).get<List>('party/customers?q=Huber')).items;
    const page = await kontor.open('manager', `party/customers/${customer!.id}`);
    await page.keyboard.press('e');
    await field(page, 'Telefon').fill('+49 1234 5678');
    await page.context().clearCookies();
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await dialog.getByLabel('Passwort', { exact: true }).fill(kontor.password);
    await dialog.getByLabel('Passwort', { exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Bearbeiten' }).waitFor();
    const saved = await (await kontor.api('manager')).get<Item>(`party/customers/${customer!.id}`);
    expect(saved.phone).toBe('+49 1234 5678');
    // The connection for news is there again too.
    await change('party/customers', customer!.id, { phone: '+49 000' });
    await page.getByText('+49 000').waitFor();
  });
});

describe('a network that fails', () => {
  it('is told by a bar, and what was missed is fetched when it is back', async () => {
    kontor.expectConsole(/ERR_INTERNET_DISCONNECTED|WebSocket/);
    const page = await kontor.open('manager', 'party/customers?q=Huber');
    await page.context().setOffline(true);
    const bar = page.getByText('Der Server ist nicht erreichbar');
    await bar.waitFor();
    const [customer] = (await (await kontor.api('manager')).get<List>('party/customers?q=Huber')).items;
    await change('party/customers', customer!.id, { email: 'wieder@example.com' });
    await page.context().setOffline(false);
    await bar.waitFor({ state: 'detached' });
    await rowOf(page, 'wieder@example.com').waitFor();
  });

  it('makes one record of a new one although its answer was lost and it is sent again', async () => {
    kontor.expectConsole(/ERR_FAILED|ERR_CONNECTION/);
    const page = await kontor.open('administrator', 'party/customers/new');
    await page.getByRole('combobox', { name: 'Art' }).click();
    await page.getByRole('option', { name: 'Firmenkunde' }).click();
    await page.getByRole('textbox', { name: 'Firmenname' }).fill('Doppelt & Dreifach KG');
    const keys: (string | undefined)[] = [];
    // The server does its work, but its answer never arrives.
    await page.route('**/api/v1/party/customers', async (route) => {
      keys.push((await route.request().allHeaders())['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort('connectionfailed');
    });
    await page.keyboard.press('Control+s');
    await page.getByRole('alert').getByRole('button', { name: 'Erneut versuchen' }).click();
    await page.getByRole('heading', { name: /^K-/ }).waitFor();
    expect(new Set(keys).size).toBe(1);
    const api = await kontor.api('manager');
    expect((await api.get<List>('party/customers?q=Dreifach')).items).toHaveLength(1);
  });
});

describe('two people at one record', () => {
  it('are shown both values and choose', async () => {
    kontor.expectConsole(/409/);
    const [customer] = (await (await kontor.api('manager')).get<List>('party/customers?q=Huber')).items;
    const page = await kontor.open('manager', `party/customers/${customer!.id}`);
    await page.keyboard.press('e');
    await field(page, 'Telefon').fill('+49 8807 111');
    await field(page, 'E-Mail').fill('meine@example.com');
    await change('party/customers', customer!.id, { phone: '+49 8807 222', language: 'en' });
    await page.getByText('Jemand hat diesen Datensatz inzwischen gespeichert').waitFor();
    await page.keyboard.press('Control+s');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('+49 8807 222').waitFor();
    await dialog.getByText('+49 8807 222').click();
    await dialog.getByRole('button', { name: 'Auswahl speichern' }).click();
    await page.getByRole('button', { name: 'Bearbeiten' }).waitFor();
    const saved = await (await kontor.api('manager')).get<Item>(`party/customers/${customer!.id}`);
    expect(saved).toMatchObject({ phone: '+49 8807 222', email: 'meine@example.com', language: 'en' });
  });
});
