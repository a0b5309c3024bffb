/** Invoices for tests and for looking at the template: plausible, with sums that are right. */

import type { DocumentLanguage } from './format-invoice.ts';
import {
  formatAmount,
  formatDate,
  formatMoney,
  formatPercent,
  formatQuantity,
  formatUnitPrice,
} from './format-invoice.ts';
import type { InvoiceDocument, InvoiceLine, InvoicePayment, InvoiceSeller, InvoiceTotals } from './invoice-data.ts';

export interface SampleOptions {
  language: DocumentLanguage;
  lineCount: number;
  priceMode?: 'net' | 'gross';
  /** Adds a reduced rate, a discount column, headings, cash discount and freight. */
  rich?: boolean;
}

const products = [
  [
    'KS-17-BE',
    '11400-BE',
    'Krippenfigur Hirte mit Laterne, bemalt',
    'Nativity shepherd with lantern, painted',
    '18.90',
  ],
  [
    'WB-203',
    '803721',
    'Weihnachtsbaumanhänger „Schaukelpferd“\nBeidseitig bemalt, mit Goldfaden',
    'Tree ornament “Rocking horse”\nPainted on both sides, gold thread',
    '7.25',
  ],
  ['OH-55-BL', '', 'Osterhase mit Kiepe, blank', 'Easter bunny with basket, unpainted', '4.80'],
  ['ZS-9', '40017', 'Zinnteller Ø 22 cm, Motiv „Größe & Güte“', 'Pewter plate Ø 22 cm, motif “Größe & Güte”', '64.00'],
  [
    'RG-1024-BE-XL',
    '1024/7',
    'Rauchgoldengel, groß, mit Flügeln aus gehämmertem Feinzinn\nHandbemalt in 14 Farben\nIm Geschenkkarton',
    'Gold angel, large, wings of hammered fine pewter\nHand-painted in 14 colours\nIn a gift box',
    '129.50',
  ],
] as const;

export const sampleSeller: InvoiceSeller = {
  name: 'Zinnmanufaktur Hölzl & Söhne GmbH',
  slogan: 'Figuren aus feinem Zinn seit 1796',
  address: ['Herrenstraße 7', '86911 Dießen am Ammersee'],
  phone: '+49 8807 12345-0',
  email: 'rechnung@zinn-hoelzl.example',
  web: 'www.zinn-hoelzl.example',
  banks: [{ name: 'Sparkasse Landsberg-Dießen', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' }],
  register: 'Amtsgericht Augsburg, HRB 12345',
  managingDirectors: ['Dr. Annemarie Hölzl', 'Jörg Müßiggang'],
  vatId: 'DE123456789',
  taxNumber: '125/128/45678',
};

function decimal(cents: bigint): string {
  const text = (cents < 0n ? -cents : cents).toString().padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}

function percentOf(cents: bigint, percent: bigint): bigint {
  return (cents * percent + 50n) / 100n;
}

/** Cents per line, before it is written out. */
function lineCents(index: number, rich: boolean): { price: bigint; quantity: bigint; amount: bigint; rate: bigint } {
  const price = BigInt((products[index % products.length]?.[4] ?? '0').replace('.', ''));
  const quantity = BigInt(((index * 7) % 24) + 1);
  const gross = price * quantity;
  return {
    price,
    quantity,
    amount: rich && index % 3 === 1 ? gross - percentOf(gross, 10n) : gross,
    rate: rich && index % 5 === 3 ? 7n : 19n,
  };
}

function sampleLine(index: number, running: bigint, { language, rich = false }: SampleOptions): InvoiceLine {
  const [number, legacy, german, english] = products[index % products.length] ?? products[0];
  const { price, quantity, amount, rate } = lineCents(index, rich);
  return {
    ...(rich &&
      index % 12 === 0 && {
        heading:
          language === 'de'
            ? `Lieferschein 2026-0${1310 + index} vom 1${index % 9}.12.2026`
            : `Delivery note 2026-0${1310 + index} of 1${index % 9} December 2026`,
      }),
    position: String(index + 1),
    productNumber: number,
    ...(legacy && { legacyProductNumber: legacy }),
    description: language === 'de' ? german : english,
    quantity: formatQuantity(String(quantity), language),
    unit: language === 'de' ? 'Stk.' : 'pcs',
    unitPrice: formatUnitPrice(decimal(price), language),
    ...(rich && index % 3 === 1 && { discount: formatPercent('10', language) }),
    taxRate: formatPercent(String(rate), language),
    amount: formatAmount(decimal(amount), language),
    runningTotal: formatAmount(decimal(running), language),
  };
}

/** Net prices: tax on the sum per rate. Gross prices: the tax is taken out of the sum per rate. */
function sampleTaxes(
  options: SampleOptions,
  freight: bigint,
): { rate: bigint; net: bigint; tax: bigint; gross: bigint }[] {
  const sums = new Map<bigint, bigint>(freight ? [[19n, freight]] : []);
  for (let index = 0; index < options.lineCount; index += 1) {
    const { amount, rate } = lineCents(index, options.rich ?? false);
    sums.set(rate, (sums.get(rate) ?? 0n) + amount);
  }
  return [...sums].map(([rate, sum]) => {
    if (options.priceMode !== 'gross')
      return { rate, net: sum, tax: percentOf(sum, rate), gross: sum + percentOf(sum, rate) };
    const net = (sum * 200n + (100n + rate)) / (2n * (100n + rate));
    return { rate, net, tax: sum - net, gross: sum };
  });
}

function add(values: bigint[]): bigint {
  return values.reduce((sum, value) => sum + value, 0n);
}

function sampleTotals(options: SampleOptions): { totals: InvoiceTotals; gross: bigint } {
  const { language, lineCount, rich = false } = options;
  const money = (cents: bigint): string => formatMoney(decimal(cents), language);
  const freight = rich ? 1490n : 0n;
  const taxes = sampleTaxes(options, freight);
  const gross = add(taxes.map((tax) => tax.gross));
  const freightLabel = language === 'de' ? 'Versand und Verpackung' : 'Shipping and packing';
  const totals = {
    linesTotal: money(add(Array.from({ length: lineCount }, (_, index) => lineCents(index, rich).amount))),
    adjustments: rich ? [{ label: freightLabel, amount: money(freight) }] : [],
    net: money(add(taxes.map((tax) => tax.net))),
    taxes: taxes.map((tax) => ({
      rate: formatPercent(String(tax.rate), language),
      net: money(tax.net),
      tax: money(tax.tax),
      gross: money(tax.gross),
    })),
    gross: money(gross),
  };
  return { totals, gross };
}

function samplePayment({ language, rich }: SampleOptions, gross: bigint): InvoicePayment {
  const discount = percentOf(gross, 2n);
  const cashDiscount = {
    percent: formatPercent('2', language),
    until: formatDate('2027-01-03', language),
    discount: formatMoney(decimal(discount), language),
    amount: formatMoney(decimal(gross - discount), language),
  };
  return {
    dueDate: formatDate('2027-01-23', language),
    cashDiscounts: rich ? [cashDiscount] : [],
    transfer: {
      recipient: sampleSeller.name,
      iban: 'DE89370400440532013000',
      bic: 'COBADEFFXXX',
      bankName: 'Sparkasse Landsberg-Dießen',
      amount: decimal(gross),
      reference: 'Rechnung 2026-00042 Kunde 10045',
    },
  };
}

export function sampleInvoice(options: SampleOptions): InvoiceDocument {
  const { language, lineCount, priceMode = 'net', rich = false } = options;
  const german = language === 'de';
  const amounts = Array.from({ length: lineCount }, (_, index) => lineCents(index, rich).amount);
  const { totals, gross } = sampleTotals(options);
  return {
    language,
    kind: 'invoice',
    number: '2026-00042',
    date: formatDate('2026-12-24', language),
    createdAt: Date.UTC(2026, 11, 24, 9, 30),
    currency: 'EUR',
    priceMode,
    seller: sampleSeller,
    recipient: {
      address: ['Spielwaren Größmann OHG', 'Frau Käthe Übelacker', 'Königsallee 14', '40212 Düsseldorf'],
      customerNumber: '10045',
      ...(rich && { vatId: 'DE987654321' }),
    },
    references: {
      deliveryDate: formatDate('2026-12-18', language),
      orderNumber: '2026-00117',
      ...(rich && { customerReference: 'Best. 4711/WEIHN', deliveryNoteNumber: '2026-01310' }),
    },
    contact: { name: 'Jörg Müßiggang', phone: '+49 8807 12345-17', email: 'jm@zinn-hoelzl.example' },
    introduction: german
      ? 'Sehr geehrte Frau Übelacker,\nvielen Dank für Ihren Auftrag. Wir berechnen Ihnen:'
      : 'Dear Ms Übelacker,\nThank you for your order. We invoice the following:',
    lines: amounts.map((_, index) => sampleLine(index, add(amounts.slice(0, index + 1)), options)),
    totals,
    payment: samplePayment(options, gross),
    closing: german
      ? 'Wir danken für Ihren Einkauf und wünschen frohe Festtage.'
      : 'Thank you for your purchase. We wish you happy holidays.',
  };
}
