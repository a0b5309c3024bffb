import type { DocumentLanguage } from './format-invoice.ts';

/**
 * Everything that an invoice prints. Amounts, quantities, percentages and dates are ready to print, in the language of
 * the document (see format-invoice.ts); nothing is calculated from here on. Texts may hold line breaks.
 */
export interface InvoiceDocument {
  language: DocumentLanguage;
  kind: 'invoice' | 'creditNote' | 'cancellation';
  number: string;
  date: string;
  /** Instant of posting, epoch milliseconds: the PDF's creation date, so that it can be made again byte for byte. */
  createdAt: number;
  /** ISO 4217. */
  currency: string;
  /** `gross` for consumers: line amounts include tax, and the totals say how much of it. */
  priceMode: 'net' | 'gross';
  seller: InvoiceSeller;
  recipient: InvoiceRecipient;
  references: InvoiceReferences;
  contact?: { name: string; phone?: string; email?: string };
  introduction?: string;
  lines: InvoiceLine[];
  totals: InvoiceTotals;
  /** Below the totals: reverse charge, intra-community supply, other legal hints. */
  notes?: string[];
  payment?: InvoicePayment;
  closing?: string;
}

export interface InvoiceSeller {
  /** Full legal name. */
  name: string;
  /** Street, then postal code and town; the country only for foreign customers. */
  address: string[];
  /** An SVG drawing in place of the name at the top; a raster image goes inside as a `data:` URL. */
  logoSvg?: string;
  /** One line under the name. */
  slogan?: string;
  phone?: string;
  email?: string;
  web?: string;
  banks: { name: string; iban: string; bic?: string }[];
  /** E.g. `Amtsgericht Augsburg, HRB 12345`. */
  register?: string;
  /** Seat of the company, when it differs from the address. */
  seat?: string;
  managingDirectors: string[];
  /** At least one of both is required by § 14 UStG. */
  vatId?: string;
  taxNumber?: string;
}

export interface InvoiceRecipient {
  /** The address field, one entry per line, country last and only when abroad. DIN 5008 has room for six. */
  address: string[];
  customerNumber?: string;
  vatId?: string;
}

export interface InvoiceReferences {
  /** Day, month or period of the delivery or service, required by § 14 UStG. */
  deliveryDate: string;
  orderNumber?: string;
  orderDate?: string;
  /** The customer's own order number. */
  customerReference?: string;
  deliveryNoteNumber?: string;
  /** The invoice that a credit note or a cancellation corrects. */
  originalInvoice?: string;
}

export interface InvoiceLine {
  /** Printed above this line across the page, e.g. the delivery note that it belongs to. */
  heading?: string;
  position: string;
  productNumber?: string;
  /** The number in the former system; printed grey below the current one. */
  legacyProductNumber?: string;
  /** The first line is the name; further lines are set smaller. */
  description: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  discount?: string;
  taxRate: string;
  /** Like the unit price without a currency, which stands in the head of the column. */
  amount: string;
  /** Sum of all amounts up to and including this line, for the carry-over between pages. */
  runningTotal: string;
}

/** All amounts with their currency (formatMoney). */
export interface InvoiceTotals {
  /** Sum of the lines; printed only when adjustments follow. */
  linesTotal?: string;
  /** Freight, packing, a discount on the whole document: with their sign. */
  adjustments?: { label: string; amount: string }[];
  net: string;
  taxes: { rate: string; net: string; tax: string; gross: string }[];
  gross: string;
  /** Advance payments already invoiced, with their sign. */
  deductions?: { label: string; amount: string }[];
  /** What is left to pay; required with deductions. */
  due?: string;
}

export interface InvoicePayment {
  /** Printed instead of the sentences made from the fields below, e.g. for an invoice that is already paid. */
  text?: string;
  dueDate?: string;
  /** `discount` and `amount` (what is then to pay) with their currency, `until` a date. */
  cashDiscounts?: { percent: string; until: string; discount: string; amount: string }[];
  /** Where to pay; with a currency of EUR it is printed as a GiroCode as well. */
  transfer?: InvoiceTransfer;
}

export interface InvoiceTransfer {
  recipient: string;
  iban: string;
  bic?: string;
  bankName?: string;
  /** A plain decimal such as `1234.50`: it goes into the GiroCode and is not printed. */
  amount: string;
  /** What the payer shall quote. */
  reference: string;
}
