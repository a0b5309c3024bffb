import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
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

const row = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });
/** What the first column says, row by row. */
const titles = async (page: Page) => {
  await settled(page);
  return page.getByRole('rowheader').allTextContents();
};
const choose = async (page: Page, button: string, item: string) => {
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('menu').getByText(item, { exact: true }).click();
};
const addFilter = async (page: Page, field: string) => {
  await choose(page, 'Filter', field);
  return page.getByRole('dialog');
};
/** The file that a click makes the browser save. */
async function downloaded(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

describe('a list', () => {
  it('is narrowed by words and by chips of each kind, and its address says by which', async () => {
    const page = await kontor.open('manager', 'catalog/variants');
    const all = (await titles(page)).length;
    await page.keyboard.press('/');
    await page.keyboard.type('löwe');
    await page.waitForURL(/q=l/);
    expect((await titles(page)).length).toBeLessThan(all);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('q='));

    let editor = await addFilter(page, 'Status');
    await editor.getByLabel('Archiviert').check();
    await page.getByText('Nichts gefunden').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filter zurücksetzen' }).first().click();

    editor = await addFilter(page, 'Kategorie');
    await editor.getByLabel('Kategorie').fill('Ritter');
    // The one that answers, and no offer to create another.
    await expect.poll(() => page.getByRole('option').allTextContents()).toEqual(['Ritter und Soldaten']);
    await page.keyboard.press('Enter');
    await page.waitForURL(/filter\[category\]=\d/);
    await page.keyboard.press('Escape');

    editor = await addFilter(page, 'Ladenpreis');
    await editor.getByRole('textbox').first().fill('30');
    await editor.getByRole('textbox').last().fill('79,00');
    await page.waitForURL(/retailPrice\]\[lte\]=79/);
    await page.keyboard.press('Enter');
    await page.getByText('30,00 bis 79,00').waitFor();
    const found = await titles(page);
    expect(found.length).toBeGreaterThan(0);

    // The address alone brings the same list to somebody else.
    const other = await kontor.open('viewer', page.url().replace(/^.*\/de\//, ''));
    expect(await titles(other)).toEqual(found);
    await other.getByRole('search').getByText('Ritter und Soldaten').waitFor();

    await page.getByRole('button', { name: 'Filter Ladenpreis entfernen' }).click();
    await page.waitForURL((url) => !decodeURIComponent(url.search).includes('retailPrice'));
    expect((await titles(page)).length).toBeGreaterThan(found.length);
  });

  it('filters by yes and no, by days and by what a text contains', async () => {
    const page = await kontor.open('manager', 'party/customers');
    let editor = await addFilter(page, 'Liefersperre');
    await editor.getByLabel('Ja', { exact: true }).check();
    await page.getByText('Nichts gefunden').waitFor();
    await editor.getByLabel('Nein', { exact: true }).check();
    await row(page, 'Huber').waitFor();
    await page.keyboard.press('Escape');
    editor = await addFilter(page, 'E-Mail');
    await editor.getByRole('textbox').fill('HUBER');
    await page.waitForURL(/email\]\[contains\]=HUBER/);
    expect(await titles(page)).toHaveLength(1);

    await kontor.visit(page, 'sales/orders');
    editor = await addFilter(page, 'Auftragsdatum');
    await editor.getByRole('button', { name: 'Letztes Jahr' }).click();
    await page.getByText('Nichts gefunden').waitFor();
    await editor.getByRole('button', { name: 'Dieses Jahr' }).click();
    await row(page, 'Huber').waitFor();
    await editor.getByRole('textbox').first().fill('+1');
    await page.getByText('Nichts gefunden').waitFor();
  });

  it('remembers columns and density, and sorts', async () => {
    const page = await kontor.open('manager', 'party/customers');
    await choose(page, 'Ansicht', 'Ort');
    await page.getByRole('columnheader', { name: 'Ort' }).waitFor({ state: 'detached' });
    await page.getByRole('menu').getByText('Bequem').click();
    const height = () => row(page, 'Huber').evaluate((element) => element.getBoundingClientRect().height);
    expect(await height()).toBe(44);
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await page.waitForURL(/sort=name/);
    const sorted = await titles(page);
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await page.waitForURL(/sort=-name/);
    expect(await titles(page)).toEqual(sorted.toReversed());
    await kontor.visit(page, 'party/customers');
    expect(await page.getByRole('columnheader', { name: 'Ort' }).count()).toBe(0);
    expect(await height()).toBe(44);
    await choose(page, 'Ansicht', 'Übliche Spalten');
    await page.getByRole('columnheader', { name: 'Ort' }).waitFor();
  });

  it('is walked, selected from, opened and left by keyboard, and one comes back to where one was', async () => {
    const page = await kontor.open('manager', 'catalog/variants');
    const [first, second] = await titles(page);
    for (const key of ['j', 'j', 'k', 'x', 'j', 'x']) await page.keyboard.press(key);
    await page.getByText('2 ausgewählt').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: second!, exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Varianten' }).waitFor();
    expect(await row(page, second!).getAttribute('data-current')).toBe('true');
    await page.keyboard.press('k');
    expect(await row(page, first!).getAttribute('data-current')).toBe('true');
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'Variante anlegen' }).waitFor();
    await page.getByRole('heading', { name: 'Variante anlegen' }).click();
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Tastenkürzel' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('heading', { name: 'Aufträge' }).waitFor();
  });

  it('acts upon many records at once, and names those that are refused', async () => {
    const page = await kontor.open('manager', 'catalog/variants?q=Steinbock');
    const found = await titles(page);
    await page.getByLabel('Alle geladenen Zeilen auswählen').check();
    await page.getByRole('button', { name: 'Archivieren' }).click();
    const question = page.getByRole('dialog');
    await question.getByText(`Das gilt für ${found.length} Varianten, darunter ${found[0]}`).waitFor();
    await question.getByRole('button', { name: 'Archivieren' }).click();
    await page.getByText(`${found.length} Einträge erledigt`).waitFor();
    await expect.poll(() => page.getByText('Archiviert', { exact: true }).count()).toBe(found.length);
    await page.getByLabel('Alle geladenen Zeilen auswählen').check();
    await page.getByRole('button', { name: /aktivieren/ }).click();
    await expect.poll(() => page.getByText('Aktiv', { exact: true }).count()).toBe(found.length);
  });

  it('deletes many after a question that says how many, and tells which could not be', async () => {
    const admin = await kontor.api('administrator');
    for (const code of ['LOESCH-1', 'LOESCH-2'])
      await admin.call('POST', 'org/units', { code, name: { de: code, en: code }, symbol: { de: code, en: code } });
    const page = await kontor.open('administrator', 'org/units');
    for (const code of ['LOESCH-1', 'LOESCH-2']) await row(page, code).getByRole('checkbox').check();
    await choose(page, 'Weitere Aktionen', '2 Einträge löschen');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 Einträge werden gelöscht, darunter LOESCH-1, LOESCH-2').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await row(page, 'LOESCH-1').waitFor();
    await choose(page, 'Weitere Aktionen', '2 Einträge löschen');
    await dialog.getByRole('button', { name: 'Löschen' }).click();
    await row(page, 'LOESCH-1').waitFor({ state: 'detached' });
    expect(await row(page, 'LOESCH-2').count()).toBe(0);

    kontor.expectConsole(/409/);
    await page.getByRole('checkbox', { name: 'PCE auswählen', exact: true }).check();
    await choose(page, 'Weitere Aktionen', '1 Eintrag löschen');
    await dialog.getByRole('button', { name: 'Löschen' }).click();
    await page.getByRole('dialog', { name: /1 Eintrag wurde abgelehnt/ }).waitFor();
  });

  it('is exported as it is filtered, and by what is selected', async () => {
    const page = await kontor.open('manager', 'catalog/variants?q=löwe');
    const found = await titles(page);
    const csv = await downloaded(page, () => choose(page, 'Export und Import', 'Als CSV'));
    expect(csv.name).toMatch(/\.csv$/);
    const lines = csv.bytes.toString('utf8').trim().split(/\r?\n/);
    expect(lines).toHaveLength(found.length + 1);
    for (const title of found) expect(csv.bytes.toString('utf8')).toContain(title);

    await row(page, found[1]!).getByRole('checkbox').check();
    const xlsx = await downloaded(page, () => choose(page, 'Auswahl exportieren', 'Als Excel (XLSX)'));
    expect(xlsx.name).toMatch(/\.xlsx$/);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Uint8Array.from(xlsx.bytes).buffer);
    const sheet = book.worksheets[0]!;
    expect(sheet.rowCount).toBe(2);
    expect(JSON.stringify(sheet.getRow(2).values)).toContain(found[1]);
  });

  it('is imported in two steps: tried with errors by row, then written', async () => {
    const page = await kontor.open('administrator', 'party/customers');
    await choose(page, 'Export und Import', 'Aus Datei importieren …');
    const dialog = page.getByRole('dialog');
    const file = (lines: string[]) => ({
      name: 'kunden.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(['type;companyName;email', ...lines].join('\n')),
    });
    const chooser = dialog.locator('input[type=file]');
    await chooser.setInputFiles(file(['company;Import Eins GmbH;eins@example.com', 'company;Import Zwei GmbH;keine']));
    await dialog.getByRole('row').filter({ hasText: 'E-Mail' }).waitFor();
    expect(await (await kontor.api('manager')).get<List>('party/customers?q=Import')).toMatchObject({ total: 0 });
    await chooser.setInputFiles(
      file(['company;Import Eins GmbH;eins@example.com', 'company;Import Zwei GmbH;zwei@example.com']),
    );
    await dialog.getByRole('button', { name: '2 Einträge importieren' }).click();
    await page.getByText('Import abgeschlossen: 2 neu').waitFor();
    await row(page, 'Import Zwei GmbH').waitFor();
  });

  it('says what it is when it is empty, and clears the filter that emptied it', async () => {
    const page = await kontor.open('manager', 'sales/orders?q=gibtesnicht');
    await page.getByText('Nichts gefunden').waitFor();
    await page.getByRole('status').getByRole('button', { name: 'Filter zurücksetzen' }).click();
    await row(page, 'Huber').waitFor();
  });
});

const input = (page: Page, label: string) => page.getByRole('main').getByLabel(label, { exact: true });
const cell = (page: Page, field: string, line: number) => page.getByLabel(`${field}, Zeile ${line}`, { exact: true });
/** Pastes as a spreadsheet does: tabs between cells, line breaks between rows. */
const paste = (page: Page, text: string) =>
  page.evaluate((clip) => {
    const data = new DataTransfer();
    data.setData('text/plain', clip);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, text);

describe('a record', () => {
  it('PRD-VAL-08 is edited by keyboard, refused with errors at its fields, and saved', async () => {
    kontor.expectConsole(/422/);
    const customer = (await (await kontor.api('manager')).get<List>('party/customers?q=Huber')).items[0]!;
    const page = await kontor.open('manager', `party/customers/${customer.id}`);
    await page.keyboard.press('e');
    await input(page, 'E-Mail').fill('keine Adresse');
    await input(page, 'Telefon').fill('ruf an');
    await page.keyboard.press('Control+s');
    const alert = page.getByRole('alert');
    await alert.getByText('2 Felder müssen noch berichtigt werden').waitFor();
    expect(await alert.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^E-Mail: ./),
      expect.stringMatching(/^Telefon: ./),
    ]);
    expect(await input(page, 'E-Mail').getAttribute('aria-invalid')).toBe('true');
    const note = await input(page, 'E-Mail').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${note}"]`).textContent()).toContain('E-Mail');
    await input(page, 'E-Mail').fill('anna@example.com');
    await input(page, 'Telefon').fill('+49 8807 4711');
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Bearbeiten' }).waitFor();
    await page.getByRole('link', { name: '+49 8807 4711' }).waitFor();
    await page.getByRole('tab', { name: 'Verlauf' }).click();
    await page.getByText('+49 8807 4711').waitFor();
  });

  it('asks before unsaved changes are left behind, by link, by back and by signing out', async () => {
    const customer = (await (await kontor.api('manager')).get<List>('party/customers?q=Huber')).items[0]!;
    const page = await kontor.open('manager', 'party/customers?q=Huber');
    await page.getByRole('link', { name: String(customer.number) }).click();
    await page.getByRole('button', { name: 'Bearbeiten' }).click();
    await input(page, 'Telefon').fill('+49 1');
    const dialog = page.getByRole('dialog');
    await page.getByRole('navigation', { name: 'Hauptmenü' }).getByRole('link', { name: 'Start' }).last().click();
    await dialog.getByText('Änderungen verwerfen?').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await input(page, 'Telefon').inputValue()).toBe('+49 1');
    await page.getByRole('tab', { name: 'Verlauf' }).click();
    await page.getByRole('tab', { name: 'Übersicht' }).click();
    expect(await input(page, 'Telefon').inputValue()).toBe('+49 1');
    await page.getByRole('button', { name: 'Maria Leitung' }).click();
    await page.getByRole('menuitem', { name: 'Abmelden' }).click();
    await dialog.getByText('Änderungen verwerfen?').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.goBack();
    await dialog.getByRole('button', { name: 'Verwerfen' }).click();
    await page.getByRole('heading', { name: 'Kunden' }).waitFor();
  });

  it('takes its lines from a spreadsheet, and is led on with Ctrl+Enter', async () => {
    const api = await kontor.api('warehouse-manager');
    const [a, b] = (await api.get<List>('catalog/variants?limit=2')).items.map(({ sku }) => String(sku));
    const page = await kontor.open('warehouse-manager', 'stock/receipts/new');
    await input(page, 'Lieferant').fill('Zinnhütte Nord');
    await page.getByRole('button', { name: 'Zeile hinzufügen' }).click();
    await cell(page, 'Artikel', 1).waitFor();
    await paste(page, `${a}\t\t12\n${b}\t\t1.000,5\nUNBEKANNT\t\t3\n`);
    await cell(page, 'Menge', 2).getByText('1.000,5').waitFor();
    await page.getByText('Eine eingefügte Bezeichnung ist nicht eindeutig').waitFor();
    expect(await cell(page, 'Menge', 3).textContent()).toBe('3');

    kontor.expectConsole(/422/);
    await page.keyboard.press('Control+s');
    await page.getByRole('alert').getByText('Positionen, Zeile 3, Artikel').waitFor();
    await cell(page, 'Artikel', 3).focus();
    await page.keyboard.press('Control+Delete');
    await cell(page, 'Artikel', 3).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await cell(page, 'Artikel', 3).waitFor();
    await page.keyboard.press('Control+Delete');

    // Enter adds a line below the last one, Ctrl+D copies the value above, Tab goes on.
    await cell(page, 'Artikel', 2).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+d');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('7');
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Bearbeiten' }).waitFor();
    const saved = await api.get<Item & { lines: Item[] }>(`stock/receipts/${/\d+$/.exec(page.url())?.[0]}`);
    expect(saved.lines).toMatchObject([
      { product: { title: a }, quantity: '12' },
      { product: { title: b }, quantity: '1000.5' },
      { product: { title: b }, quantity: '7' },
    ]);

    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Die Ware kommt in den Bestand').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Gebucht', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Bearbeiten' }).count()).toBe(0);
  });

  it('saves what is typed before a verb is carried out', async () => {
    const api = await kontor.api('warehouse-manager');
    const { items } = await api.get<List>('catalog/variants?limit=1');
    const lines = [{ product: items[0]!.id, quantity: '5' }];
    const { body } = await api.call<Item>('POST', 'stock/receipts', { supplierName: 'Alt', lines });
    const page = await kontor.open('warehouse-manager', `stock/receipts/${body.id}`);
    await page.keyboard.press('e');
    await input(page, 'Lieferant').fill('Neu');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Wareneingang buchen' }).click();
    await page.getByText('Gebucht', { exact: true }).waitFor();
    expect(await api.get(`stock/receipts/${body.id}`)).toMatchObject({ supplierName: 'Neu', state: 'posted' });
  });

  it('is deleted after a question that names it', async () => {
    const admin = await kontor.api('administrator');
    const text = { de: 'Weg damit', en: 'Away' };
    const { body } = await admin.call<Item>('POST', 'org/units', { code: 'WEG', name: text, symbol: text });
    const page = await kontor.open('administrator', `org/units/${body.id}`);
    await choose(page, 'Weitere Aktionen', 'Löschen');
    await page.getByRole('dialog').getByText('WEG wird gelöscht').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click();
    await page.getByRole('heading', { name: 'Mengeneinheiten' }).waitFor();
    expect(await row(page, 'WEG').count()).toBe(0);
  });
});
