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
    await page.getByRole('option', { name: /Ritter/ }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
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
    const used = (await titles(page))[0]!;
    await row(page, used).getByRole('checkbox').check();
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
