import { formatIban } from './format-invoice.ts';
import { drawGiroCode } from './giro-code.ts';
import type { InvoiceDocument, InvoicePayment, InvoiceSeller, InvoiceTotals } from './invoice-data.ts';
import { type InvoiceLabels, invoiceLabels } from './invoice-labels.ts';

interface LabelledValue {
  label: string;
  value: string;
}

/** What invoice.typ reads: texts in the order in which they stand on the page, with all decisions taken. */
export interface InvoicePage {
  language: string;
  labels: Record<string, string>;
  title: string;
  /** Head of the second and further pages. */
  runningTitle: string;
  seller: { name: string; slogan?: string; logoSvg?: string; returnAddress: string };
  recipient: string[];
  info: LabelledValue[];
  introduction: string[];
  hasProductNumber: boolean;
  hasDiscount: boolean;
  lines: { [key: string]: string | string[] | undefined }[];
  totals: { rows: LabelledValue[]; total: LabelledValue; after: LabelledValue[]; due?: LabelledValue };
  /** Rows of rate, net, tax, gross; empty for net prices. */
  taxSummary: string[][];
  notes: string[];
  payment: { sentences: string[]; details: LabelledValue[]; giroCode?: string };
  closing: string[];
  footer: string[][];
}

function entries(...pairs: [label: string, value: string | undefined][]): LabelledValue[] {
  return pairs.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function paragraphs(text: string | undefined): string[] {
  return text ? text.split('\n') : [];
}

/** Lets an overlong word break anywhere, so that it does not run into the next column. */
function breakable(text: string, longestWord: number): string {
  return text.replaceAll(/\S+/g, (word) =>
    word.length <= longestWord ? word : word.replaceAll(/(.{6})(?=.{4})/g, '$1\u200b'),
  );
}

/** Compounds of letters are hyphenated by the template; all else that is as long, such as a drawing number, is not. */
function breakableDescription(text: string): string {
  return text.replaceAll(/\S+/g, (word) => (/^\p{L}+$/u.test(word) ? breakable(word, 90) : breakable(word, 40)));
}

function composeInfo(document: InvoiceDocument, labels: InvoiceLabels): LabelledValue[] {
  const { kind, recipient, references, contact } = document;
  return entries(
    [labels.numbers[kind], document.number],
    [labels.dates[kind], document.date],
    [labels.originalInvoice, references.originalInvoice],
    [labels.customerNumber, recipient.customerNumber],
    [labels.customerVatId, recipient.vatId],
    [labels.customerReference, references.customerReference],
    [labels.orderNumber, references.orderNumber],
    [labels.orderDate, references.orderDate],
    [labels.deliveryNoteNumber, references.deliveryNoteNumber],
    [labels.deliveryDate, references.deliveryDate],
    [labels.contact, contact?.name],
    [labels.phone, contact?.phone],
    [labels.email, contact?.email],
  ).map(({ label, value }) => ({ label, value: breakable(value, 24) }));
}

function composeTotals(document: InvoiceDocument, labels: InvoiceLabels): InvoicePage['totals'] {
  const { totals, priceMode, kind } = document;
  const adjustments = totals.adjustments ?? [];
  const rows: LabelledValue[] = [];
  if (adjustments.length > 0 && totals.linesTotal) {
    rows.push({ label: labels.linesTotal, value: totals.linesTotal });
  }
  rows.push(...adjustments.map(({ label, amount }) => ({ label, value: amount })));
  if (priceMode === 'net') {
    rows.push({ label: labels.net, value: totals.net });
    rows.push(...totals.taxes.map(({ rate, net, tax }) => ({ label: labels.tax(rate, net), value: tax })));
  }
  const after = (totals.deductions ?? []).map(({ label, amount }) => ({ label, value: amount }));
  const due = totals.due ? { label: labels.due, value: totals.due } : undefined;
  return { rows, total: { label: labels.totals[kind], value: totals.gross }, after, ...(due && { due }) };
}

/** Net totals name the tax rate by rate; below gross ones a table says how much of it is in them. */
function composeTaxSummary({ taxes }: InvoiceTotals, priceMode: InvoiceDocument['priceMode']): string[][] {
  return priceMode === 'gross' ? taxes.map(({ rate, net, tax, gross }) => [rate, net, tax, gross]) : [];
}

function composePayment(
  payment: InvoicePayment | undefined,
  currency: string,
  labels: InvoiceLabels,
): InvoicePage['payment'] {
  const { text, dueDate, cashDiscounts = [], transfer } = payment ?? {};
  const sentences = cashDiscounts.map(labels.cashDiscount);
  if (dueDate) sentences.push(labels.payBy(dueDate));
  const giroCode = transfer && currency === 'EUR' ? drawGiroCode(transfer) : undefined;
  const details = transfer
    ? entries(
        [labels.recipient, transfer.recipient],
        ['IBAN', formatIban(transfer.iban)],
        ['BIC', transfer.bic],
        [labels.bank, transfer.bankName],
        [labels.reference, transfer.reference],
      )
    : [];
  return { sentences: text ? paragraphs(text) : sentences, details, ...(giroCode && { giroCode }) };
}

/** The columns at the foot of each page: company, contact, banks, register and taxes. */
function composeFooter(seller: InvoiceSeller, labels: InvoiceLabels): string[][] {
  const labelled = (label: string, value: string | undefined): string[] => (value ? [`${label} ${value}`] : []);
  const present = (value: string | undefined): string[] => (value ? [value] : []);
  const columns = [
    [seller.name, ...seller.address],
    [...labelled(labels.shortPhone, seller.phone), ...present(seller.email), ...present(seller.web)],
    seller.banks.flatMap(({ name, iban, bic }) => [
      ...present(name),
      `IBAN ${formatIban(iban)}`,
      ...labelled('BIC', bic),
    ]),
    [
      ...present(seller.register),
      ...labelled(`${labels.seat}:`, seller.seat),
      ...labelled(`${labels.managingDirectors}:`, seller.managingDirectors.join(', ')),
      ...labelled(labels.vatId, seller.vatId),
      ...labelled(labels.taxNumber, seller.taxNumber),
    ],
  ];
  return columns.filter((column) => column.length > 0);
}

/** Turns an invoice into what stands on the page: labels in its language, sentences, the GiroCode. */
export function composeInvoice(document: InvoiceDocument): InvoicePage {
  const labels = invoiceLabels[document.language];
  const { seller, lines } = document;
  const title = `${labels.titles[document.kind]} ${document.number}`;
  const { position, product: productNumber, description, quantity, unitPrice, discount, taxRate, amount } = labels;
  const { page, carriedOver, runningTotal, includedTax, giroCode, giroCodeHint, taxSummary } = labels;
  return {
    language: document.language,
    labels: {
      ...{ position, productNumber, description, quantity, unitPrice, discount, taxRate, amount },
      ...{ page, carriedOver, runningTotal, includedTax, giroCode, giroCodeHint },
      ...{ currency: document.currency === 'EUR' ? '€' : document.currency },
      ...{ summaryRate: taxSummary.rate, summaryNet: taxSummary.net },
      ...{ summaryTax: taxSummary.tax, summaryGross: taxSummary.gross },
    },
    title,
    runningTitle: `${title} · ${document.date}`,
    seller: {
      name: seller.name,
      returnAddress: [seller.name, ...seller.address].join(' · '),
      ...(seller.slogan && { slogan: seller.slogan }),
      ...(seller.logoSvg && { logoSvg: seller.logoSvg }),
    },
    recipient: document.recipient.address.map((line) => breakable(line, 48)),
    info: composeInfo(document, labels),
    introduction: paragraphs(document.introduction),
    hasProductNumber: lines.some((line) => line.productNumber),
    hasDiscount: lines.some((line) => line.discount),
    lines: lines.map((line) => ({
      ...line,
      productNumber: breakable(line.productNumber ?? '', 15),
      legacyProductNumber: breakable(line.legacyProductNumber ?? '', 15),
      description: line.description.split('\n').map(breakableDescription),
    })),
    totals: composeTotals(document, labels),
    taxSummary: composeTaxSummary(document.totals, document.priceMode),
    notes: document.notes ?? [],
    payment: composePayment(document.payment, document.currency, labels),
    closing: paragraphs(document.closing),
    footer: composeFooter(seller, labels),
  };
}
