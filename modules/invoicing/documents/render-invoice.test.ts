import { expect, test } from 'vitest';
import { pdfRenderer } from '#modules/documents/server/index.ts';
import type { InvoiceDocument } from './invoice-data.ts';
import { readPdfText } from './read-pdf-text.ts';
import { renderInvoice } from './render-invoice.ts';
import { sampleInvoice } from './sample-invoice.ts';

async function pagesOf(document: InvoiceDocument): Promise<string[]> {
  return readPdfText(await renderInvoice(pdfRenderer(), document));
}

/** As the page shows it: the reader gives plain spaces for the ones that do not break. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

test('PRD-SAL-06 PRD-SAL-14 prints a German invoice with all that § 14 UStG asks for', async () => {
  const document = sampleInvoice({ language: 'de', lineCount: 5 });
  const [page = '', ...others] = await pagesOf(document);
  expect(others).toEqual([]);
  const wanted = [
    ...['Zinnmanufaktur Hölzl & Söhne GmbH · Herrenstraße 7 · 86911 Dießen am Ammersee'],
    ...['Spielwaren Größmann OHG Frau Käthe Übelacker Königsallee 14 40212 Düsseldorf'],
    ...['USt-IdNr. DE123456789', 'Steuernummer 125/128/45678', 'Rechnungsdatum 24.12.2026', 'Lieferdatum 18.12.2026'],
    ...[
      'Rechnungsnummer 2026-00042',
      'Rechnung 2026-00042 Sehr geehrte',
      'Kundennummer 10045',
      'Auftragsnummer 2026-00117',
    ],
    '1 KS-17-BE 11400-BE Krippenfigur Hirte mit Laterne, bemalt 1 Stk. 18,90 19 % 18,90',
    ...['Nettobetrag 2.204,40 €', '19 % USt auf 2.204,40 € 418,84 €', 'Rechnungsbetrag 2.623,24 €'],
    ...['Zahlbar bis zum 23.01.2027 ohne Abzug.', 'IBAN DE89 3704 0044 0532 0130 00', 'GiroCode', 'Seite 1 von 1'],
    ...['Amtsgericht Augsburg, HRB 12345', 'Dr. Annemarie'],
  ];
  for (const text of wanted) expect(page).toContain(text);
});

test('PRD-DOC-04 PRD-I18-53 prints the same invoice in English', async () => {
  const page = (await pagesOf(sampleInvoice({ language: 'en', lineCount: 5, rich: true }))).join(' ');
  const wanted = [
    ...['Invoice number 2026-00042', 'Invoice date 24 December 2026', 'Delivery date 18 December 2026', 'Your VAT ID'],
    ...['Unit price €', 'Discount', 'Net amount €', 'VAT on €', 'Invoice total €', 'Page 1 of 2'],
    ...['Payable by 23 January 2027 without deduction.', '2% cash discount'],
  ];
  for (const text of wanted) expect(page).toContain(text);
  expect(page).not.toMatch(/Rechnung(?!@| 2026-00042 Kunde)|Betrag|Seite|USt\b/);
});

test.each(['de', 'en'] as const)('carries the total over between the pages of 60 lines in %s', async (language) => {
  const document = sampleInvoice({ language, lineCount: 60, rich: true });
  const pages = await pagesOf(document);
  expect(pages.length).toBeGreaterThan(2);
  const [carried, subtotal] = language === 'de' ? ['Übertrag', 'Zwischensumme'] : ['Carried over', 'Subtotal'];
  let printed = 0;
  for (const [index, page] of pages.entries()) {
    const before = document.lines[printed - 1]?.runningTotal;
    if (before && printed < 60) expect(page).toContain(`${carried} ${before}`);
    else expect(page).not.toContain(carried);
    for (let line = document.lines[printed]; line; line = document.lines[printed]) {
      if (!page.includes(`${line.position} ${line.productNumber} `)) break;
      printed += 1;
    }
    if (printed < 60) expect(page).toContain(`${subtotal} ${document.lines[printed - 1]?.runningTotal}`);
    else expect(page).not.toContain(`${subtotal} `);
    expect(page).toContain(language === 'de' ? `Seite ${index + 1} von ${pages.length}` : `Page ${index + 1} of`);
  }
  expect(printed).toBe(60);
});

test.each(Array.from({ length: 8 }, (_, index) => index + 9))(
  'never leaves totals alone on a page: %i lines',
  async (lineCount) => {
    const document = sampleInvoice({ language: 'de', lineCount });
    const pages = await pagesOf(document);
    const last = document.lines.at(-1)!;
    const page = pages.find((text) => text.includes('Rechnungsbetrag')) ?? '';
    expect(page).toContain(`${last.position} ${last.productNumber}`);
    expect(page).toContain(plain(`${last.taxRate} ${last.amount} Nettobetrag`));
  },
);

test('PRD-DOC-01 the same invoice gives the same bytes', async () => {
  const document = sampleInvoice({ language: 'de', lineCount: 60, rich: true });
  const first = await renderInvoice(pdfRenderer(), document);
  const second = await renderInvoice(pdfRenderer(), structuredClone(document));
  expect(Buffer.from(first).toString('latin1', 0, 5)).toBe('%PDF-');
  expect(Buffer.compare(first, second)).toBe(0);
});

test('PRD-DOC-06 has every letter of German and its neighbours', async () => {
  const document = sampleInvoice({ language: 'de', lineCount: 1 });
  const letters = 'ÄÖÜäöüß€ Łódź Čeština Ελληνικά Кириллица ½ Ø „“ – … →';
  document.lines[0]!.description = letters;
  expect((await pagesOf(document)).join(' ')).toContain(letters);
});

test('PRD-DOC-01 prints a question mark for what no font has, instead of nothing at all', async () => {
  const sample = sampleInvoice({ language: 'de', lineCount: 1 });
  const reference = 'Löwe 🦁 日本語 👨\u200d👩\u200d👧\ufe0f العربية';
  const references = { ...sample.references, customerReference: reference };
  const [page = ''] = await pagesOf({ ...sample, references });
  expect(page).toContain('Löwe ? ???');
  expect(page).toContain(plain(sample.totals.gross));
});

test('PRD-SEC-18 prints markup in a text as it stands', async () => {
  const document = sampleInvoice({ language: 'de', lineCount: 1 });
  const hostile = '#panic("x") *fett* $x^2$ <script>1</script> @a // b';
  document.lines[0]!.description = `Name\n${hostile}`;
  document.recipient.address = [hostile];
  const page = (await pagesOf(document)).join(' ');
  expect(page.split(hostile)).toHaveLength(3);
});

test('shows the tax in gross prices rate by rate', async () => {
  const [page = ''] = await pagesOf(sampleInvoice({ language: 'de', lineCount: 4, priceMode: 'gross', rich: true }));
  expect(page).toContain('darin enthaltene USt USt-Satz Netto USt Brutto 19 % ');
  expect(page).toMatch(/ 7 % 1\.315,89 € 92,11 € 1\.408,00 €/);
  expect(page).not.toContain('Nettobetrag');
});

test('a text longer than a page breaks, and nothing of it is lost', async () => {
  const document = sampleInvoice({ language: 'de', lineCount: 3 });
  const parts = Array.from({ length: 120 }, (_, index) => `Teil ${index + 1} der Stückliste.`);
  document.lines[1]!.description = ['Krippe', ...parts].join('\n');
  const pages = await pagesOf(document);
  const all = pages.join(' ');
  for (const part of parts) expect(all).toContain(part);
  expect(pages.length).toBe(3);
});

test('a credit note names the invoice, and a paid one asks for no money', async () => {
  const document = sampleInvoice({ language: 'de', lineCount: 1 });
  document.kind = 'creditNote';
  document.references.originalInvoice = '2026-00017';
  document.payment = { text: 'Der Betrag wurde erstattet.' };
  document.totals.deductions = [{ label: 'abzüglich Anzahlung', amount: '−10,00 €' }];
  document.totals.due = '12,49 €';
  const [page = ''] = await pagesOf(document);
  for (const text of ['Rechnungskorrektur 2026-00042', 'zu Rechnung 2026-00017', 'Der Betrag wurde erstattet.']) {
    expect(page).toContain(text);
  }
  expect(page).toContain('abzüglich Anzahlung −10,00 € Zahlbetrag 12,49 €');
  expect(page).not.toContain('GiroCode');
});

test('offers a GiroCode for euros only', async () => {
  const document = { ...sampleInvoice({ language: 'en', lineCount: 1 }), currency: 'CHF' };
  const [page = ''] = await pagesOf(document);
  expect(page).toContain('Amount CHF');
  expect(page).not.toContain('GiroCode');
});
