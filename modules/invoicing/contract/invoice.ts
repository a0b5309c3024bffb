import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * An invoice. Created from an order as a draft; posting draws its number, and from then on the database itself keeps it
 * from changing (§ 14 UStG, GoBD). Only the progress of payment and the archived PDF go on.
 */
export const invoice = defineResource({
  name: 'invoicing.invoice',
  path: 'invoicing/invoices',
  title: 'number',
  operations: ['create'],
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    state: f.state(['draft', 'open', 'paid', 'canceled'], { list: true }),
    order: f.ref('sales.order', { required: true, createOnly: true, list: true }),
    customer: f.ref('party.customer', { required: true, readOnly: true, list: true }),
    date: f.date({ readOnly: true, list: true }),
    deliveryDate: f.date({ readOnly: true }),
    dueDate: f.date({ readOnly: true, list: true }),
    language: f.choice(['de', 'en'], { required: true, readOnly: true }),
    currency: f.text({ required: true, readOnly: true, max: 3, default: 'EUR' }),
    taxIncluded: f.bool({ readOnly: true }),
    billingAddress: f.longText({ required: true, readOnly: true, max: 1000 }),
    customerReference: f.text({ readOnly: true }),
    paymentTerms: f.ref('party.paymentTerms', { required: true, readOnly: true }),
    netTotal: f.money({ required: true, readOnly: true, list: true, group: 'totals' }),
    taxTotal: f.money({ required: true, readOnly: true, group: 'totals' }),
    grossTotal: f.money({ required: true, readOnly: true, list: true, group: 'totals' }),
    paidAmount: f.money({ required: true, readOnly: true, default: 0, group: 'totals' }),
    openAmount: f.money({ required: true, readOnly: true, default: 0, list: true, group: 'totals' }),
    document: f.file({ readOnly: true }),
    postedAt: f.dateTime({ readOnly: true, group: 'proof' }),
    hash: f.text({ readOnly: true, max: 64, group: 'proof' }),
    previousHash: f.text({ readOnly: true, max: 64, group: 'proof' }),
    lines: f.lines(
      {
        product: f.ref('catalog.variant', { required: true }),
        sku: f.text({ required: true, max: 60 }),
        legacySku: f.text({ max: 60 }),
        description: f.text({ required: true, max: 400 }),
        quantity: f.quantity({ required: true }),
        unit: f.ref('org.unit', { required: true }),
        price: f.money({ required: true }),
        discount: f.rate(),
        taxPercent: f.rate({ required: true }),
        amount: f.money({ required: true }),
        orderLine: f.int({ required: true }),
      },
      { readOnly: true },
    ),
    taxes: f.lines(
      {
        rate: f.rate({ required: true }),
        net: f.money({ required: true }),
        tax: f.money({ required: true }),
        gross: f.money({ required: true }),
      },
      { readOnly: true },
    ),
  },
  search: ['number', 'customerReference'],
  indexes: [['state', 'dueDate']],
  editableIn: ['draft'],
  lock: {
    states: ['open', 'paid'],
    except: ['state', 'paidAmount', 'openAmount', 'document'],
    chain: { hash: 'hash', previous: 'previousHash', at: 'postedAt' },
  },
  verbs: {
    post: { from: ['draft'], primary: true, irreversible: true, event: 'posted' },
    recordPayment: {
      from: ['open'],
      primary: true,
      event: 'paymentRecorded',
      input: {
        amount: f.money({ required: true, min: 0.01 }),
        date: f.date(),
        method: f.choice(['transfer', 'cash', 'card', 'directDebit'], { required: true, default: 'transfer' }),
        reference: f.text(),
      },
    },
    cancel: { from: ['draft'], to: 'canceled', danger: true },
  },
});
