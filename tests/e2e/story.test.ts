import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { settled, startedKontor } from './harness.ts';

const kontor = startedKontor();

/** The four further articles of the order, all of them in stock in the sample company. */
const others = ['20102-BE', '20201-BE', '20301-BE', '20401-BE'];

/** Opens a cell of a grid of lines and types into it. */
async function fillCell(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.keyboard.type(text);
}

async function createCustomer(
  page: Page,
  kind: string,
  names: Record<string, string>,
  address: Record<string, string>,
): Promise<void> {
  await kontor.visit(page, 'party/customers/new');
  await page.getByRole('combobox', { name: 'Art', exact: true }).click();
  await page.getByRole('option', { name: kind }).click();
  for (const [label, text] of Object.entries(names))
    await page.getByRole('textbox', { name: label, exact: true }).fill(text);
  await page.getByRole('button', { name: 'Zeile hinzufügen' }).click();
  for (const [label, text] of Object.entries(address)) await fillCell(page, `${label}, Zeile 1`, text);
  await page.keyboard.press('Control+s');
  await page.waitForURL(/\/party\/customers\/\d+$/);
  await settled(page);
}

/** Types into the focused suggestion field and takes what is found, once it is what was meant. */
async function pick(page: Page, words: string, found: string = words, place: Page | Locator = page): Promise<void> {
  await page.keyboard.type(words, { delay: 5 });
  await place.getByRole('option').first().filter({ hasText: found }).waitFor();
  await page.keyboard.press('Enter');
}

const shown = (page: Page, text: string | RegExp) =>
  page.locator('main').getByText(text).first().waitFor({ timeout: 30_000 });

describe('from a legacy article to a paid invoice, in the browser', () => {
  it('PRD-GEN-01 PRD-SAL-04 goes the whole way by hand', async () => {
    const page = await kontor.open('system-administrator', 'legacy/import');

    // The catalogue comes from the 4D server, with a bar that moves.
    await page.getByRole('button', { name: 'Import starten' }).click();
    await page.getByRole('progressbar').first().waitFor();
    await shown(page, /Ergebnis/);
    await shown(page, /4\.311/);
    await settled(page);

    // The old number finds the variant.
    await page.keyboard.press('Control+k');
    await pick(page, '11400-BE', '803721', page.getByRole('dialog'));
    await page.waitForURL(/\/catalog\/variants\/\d+/);
    await shown(page, '11400-BE');

    // Twenty pieces come in.
    await kontor.visit(page, 'stock/receipts/new');
    await page.getByRole('textbox', { name: 'Lieferant', exact: true }).fill('Gießerei');
    await page.getByRole('button', { name: 'Zeile hinzufügen' }).click();
    await pick(page, '11400-BE', '803721');
    // Beyond the lot, which this article does not have.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('20');
    await page.keyboard.press('Control+s');
    await page.waitForURL(/\/stock\/receipts\/\d+$/);
    await page.getByRole('button', { name: /Wareneingang buchen|Buchen/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /buchen/i })
      .click();
    await shown(page, 'Gebucht');

    await createCustomer(
      page,
      'Firmenkunde',
      { Firmenname: 'Spielwaren Ostermeier GmbH' },
      { 'Straße und Hausnummer': 'Marktplatz 1', PLZ: '86899', Ort: 'Landsberg' },
    );
    await createCustomer(
      page,
      'Privatkunde',
      { Vorname: 'Resi', Nachname: 'Moser' },
      { 'Straße und Hausnummer': 'Domgasse 2', PLZ: '6020', Ort: 'Innsbruck', Land: 'AT' },
    );

    // An order of five lines, entered without the mouse.
    await kontor.visit(page, 'sales/orders/new');
    await page.getByRole('combobox', { name: 'Kunde' }).focus();
    await pick(page, 'Ostermeier');
    for (const [index, number] of ['11400-BE', ...others].entries()) {
      const cell = page.getByRole('combobox', { name: new RegExp(`^Artikel, Zeile ${index + 1}`) });
      await cell.waitFor();
      await pick(page, number);
      await page.keyboard.type(String(index + 1));
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/sales\/orders\/\d+$/);
    await shown(page, 'Bestätigt');

    await page
      .getByRole('button', { name: /liefern/i })
      .first()
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /liefern/i })
      .click();
    await shown(page, 'Geliefert');
    await page.getByRole('button', { name: 'Rechnung erstellen' }).click();
    await page.waitForURL(/\/invoicing\/invoices\/\d+$/);
    await page
      .getByRole('button', { name: /Rechnung buchen|Buchen/ })
      .first()
      .click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /buchen/i })
      .click();
    await shown(page, 'Offen');
    // The PDF is made behind the scenes and shows up by itself.
    await page
      .getByText(/Rechnung \d{4}-\d{5}\.pdf/)
      .first()
      .waitFor({ timeout: 30_000 });

    await page.getByRole('button', { name: 'Zahlung erfassen' }).click();
    const dialog = page.getByRole('dialog');
    const amount = dialog.getByRole('textbox', { name: /Betrag/ });
    await amount.waitFor();
    if ((await amount.inputValue()) === '') throw new Error('the open amount should be proposed');
    await dialog.getByRole('button', { name: /Zahlung erfassen|Erfassen/ }).click();
    await shown(page, 'Bezahlt');
  }, 180_000);

  it('PRD-ROL-01 lets a viewer see the order, change nothing and see no purchase price', async () => {
    const page = await kontor.open('viewer', 'sales/orders');
    await page.getByRole('row').nth(1).getByRole('link').first().click();
    await page.waitForURL(/\/sales\/orders\/\d+$/);
    await settled(page);
    for (const name of [/bearbeiten/i, /bestätigen/i, /liefern/i, /stornieren/i, /Rechnung erstellen/]) {
      expect(await page.getByRole('button', { name }).count(), String(name)).toBe(0);
    }
    await kontor.visit(page, 'catalog/variants');
    await shown(page, 'Ladenpreis');
    expect(await page.getByText(/Einkaufspreis/).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Neu', exact: true }).count()).toBe(0);
  });
});
