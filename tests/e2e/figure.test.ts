import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

/** Fills the fields of a form by their labels, and saves it. */
async function create(page: Page, path: string, fields: Record<string, string>, flags: readonly string[] = []) {
  await kontor.visit(page, `${path}/new`);
  for (const [label, text] of Object.entries(fields))
    await page.getByRole('textbox', { name: label, exact: true }).first().fill(text);
  for (const label of flags) await page.getByRole('checkbox', { name: label, exact: true }).check();
  await save(page, path);
}

async function save(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+s');
  await page.waitForURL(new RegExp(`/${path}/\\d+$`));
  await settled(page);
}

/** Types into the focused pick field and takes what is found. */
async function pick(page: Page, words: string): Promise<void> {
  await page.keyboard.type(words, { delay: 5 });
  await page.getByRole('option').first().filter({ hasText: words }).waitFor();
  await page.keyboard.press('Enter');
}

/** A BOM of `subject` with one line each, released at once. */
async function bom(page: Page, subject: 'Variante' | 'Artikelfamilie', sku: string, lines: readonly Line[]) {
  await kontor.visit(page, 'bom/boms/new');
  await page.getByRole('combobox', { name: subject, exact: true }).focus();
  await pick(page, sku);
  for (const [index, { component, quantity, onlyFor }] of lines.entries()) {
    const add = page.getByRole('button', { name: 'Zeile hinzufügen' }).first();
    await add.click();
    await pick(page, component);
    await page.keyboard.press('Tab');
    await page.keyboard.type(quantity);
    if (onlyFor) await cell(page, 'Nur für', index, onlyFor);
  }
  await save(page, 'bom/boms');
  await page.getByRole('button', { name: 'Freigeben' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Freigeben' }).click();
  await page.locator('main').getByText('Freigegeben').first().waitFor();
}

interface Line {
  component: string;
  quantity: string;
  onlyFor?: string;
}

async function cell(page: Page, column: string, index: number, text: string): Promise<void> {
  await page
    .getByRole('button', { name: `${column}, Zeile ${index + 1}`, exact: true })
    .first()
    .click();
  await page.keyboard.type(text);
}

describe('a figure on three levels, in the browser', () => {
  it('PRD-BOM-05 PRD-BOM-06 is built from nothing, and its cost follows the price of tin', async () => {
    const page = await kontor.open('system-administrator', 'catalog/attributes/new');
    const started = Date.now();
    await page.getByRole('textbox', { name: 'Kürzel', exact: true }).first().fill('FINISH');
    await page.getByRole('textbox', { name: 'Bezeichnung Deutsch', exact: true }).first().fill('Ausführung');
    for (const [code, name] of [
      ['BE', 'bemalt'],
      ['BL', 'blank'],
      ['AV', 'altversilbert'],
    ]) {
      await page.getByRole('button', { name: 'Zeile hinzufügen' }).click();
      await page.keyboard.type(code ?? '');
      await page.keyboard.press('Tab');
      await page.keyboard.type(name ?? '');
    }
    await save(page, 'catalog/attributes');

    await create(page, 'catalog/variants', {
      Artikelnummer: 'ZINN',
      'Bezeichnung Deutsch': 'Zinn',
      Einkaufspreis: '30',
    });
    await create(page, 'catalog/variants', {
      Artikelnummer: 'FARBE',
      'Bezeichnung Deutsch': 'Farbe',
      Einkaufspreis: '2',
    });
    await create(page, 'catalog/variants', { Artikelnummer: 'GUSS', 'Bezeichnung Deutsch': 'Rohling' }, [
      'Wird gefertigt',
    ]);
    await create(page, 'catalog/variants', { Artikelnummer: 'SOCKEL', 'Bezeichnung Deutsch': 'Sockel' }, [
      'Wird gefertigt',
    ]);
    await create(page, 'catalog/products', { Artikelnummer: 'FALKE', 'Bezeichnung Deutsch': 'Falke' }, [
      'Wird gefertigt',
    ]);

    // Three finishes, by the matrix.
    await page.getByRole('tab', { name: 'Matrix' }).click();
    await page.getByRole('combobox', { name: 'Merkmale' }).first().focus();
    await pick(page, 'Ausführung');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /Fehlende Varianten anlegen/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '3 Varianten anlegen' }).click();
    await page.getByText('FALKE-BE').first().waitFor();

    await bom(page, 'Variante', 'GUSS', [{ component: 'ZINN', quantity: '0,2' }]);
    await bom(page, 'Variante', 'SOCKEL', [{ component: 'ZINN', quantity: '0,1' }]);
    await bom(page, 'Artikelfamilie', 'FALKE', [
      { component: 'GUSS', quantity: '1' },
      { component: 'SOCKEL', quantity: '1' },
      { component: 'FARBE', quantity: '1', onlyFor: 'FINISH=BE' },
    ]);

    // 0.3 of tin at 30 is 9; the painted one has paint for 2 on top.
    await costs(page, 'FALKE-BE', '11,00');
    await costs(page, 'FALKE-BL', '9,00');

    await kontor.visit(page, 'catalog/variants?q=ZINN');
    await page.getByRole('link', { name: 'ZINN', exact: true }).click();
    await page.getByRole('button', { name: 'Bearbeiten' }).click();
    await page.getByRole('textbox', { name: 'Einkaufspreis', exact: true }).fill('40');
    await page.keyboard.press('Control+s');
    await page.locator('main').getByText('40,00').first().waitFor();
    await costs(page, 'FALKE-BE', '14,00');
    expect(Date.now() - started).toBeLessThan(120_000);
  }, 180_000);

  async function costs(page: Page, sku: string, amount: string): Promise<void> {
    await kontor.visit(page, `catalog/variants?q=${sku}`);
    await page.getByRole('link', { name: sku, exact: true }).click();
    await page.waitForURL(/\/catalog\/variants\/\d+$/);
    await page.locator('main').getByText(amount).first().waitFor({ timeout: 10_000 });
  }
});
