import { defineResource, f } from '#kernel/contract/index.ts';

const changesPrices = 'sales.order:changePrice';

/** A sales order: draft, confirmed (stock reserved), invoiced. What is delivered and invoiced stands at its lines. */
export const salesOrder = defineResource({
  name: 'sales.order',
  path: 'sales/orders',
  title: 'number',
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    customer: f.ref('party.customer', { required: true, list: true, group: 'customer' }),
    state: f.state(['draft', 'confirmed', 'invoiced', 'canceled'], { list: true }),
    deliveryState: f.choice(['open', 'partial', 'delivered'], { readOnly: true, default: 'open', list: true }),
    date: f.date({ required: true, filled: true, list: true, group: 'customer' }),
    requestedOn: f.date({ list: true, group: 'customer' }),
    customerReference: f.text({ filter: true, group: 'customer' }),
    /** Goods are taken from there alone; none: from any, the main warehouse first. */
    warehouse: f.ref('stock.warehouse', { filter: true, index: false, group: 'customer' }),
    language: f.choice(['de', 'en'], { required: true, filled: true, group: 'terms' }),
    priceTier: f.ref('party.priceTier', { required: true, filled: true, index: false, group: 'terms' }),
    paymentTerms: f.ref('party.paymentTerms', { required: true, filled: true, index: false, group: 'terms' }),
    taxIncluded: f.bool({ readOnly: true, group: 'terms' }),
    billingAddress: f.longText({ required: true, filled: true, max: 1000, group: 'addresses' }),
    shippingAddress: f.longText({ required: true, filled: true, max: 1000, group: 'addresses' }),
    cancelReason: f.text({ readOnly: true, group: 'customer' }),
    netTotal: f.money({ readOnly: true, list: true, group: 'totals' }),
    taxTotal: f.money({ readOnly: true, group: 'totals' }),
    grossTotal: f.money({ readOnly: true, list: true, group: 'totals' }),
    lines: f.lines({
      product: f.ref('catalog.variant', { required: true }),
      description: f.text({ required: true, filled: true, max: 400 }),
      quantity: f.quantity({ required: true, min: 0.000001 }),
      unit: f.ref('org.unit', { required: true, filled: true, index: false }),
      price: f.money({ required: true, filled: true, min: 0, write: changesPrices }),
      /** Somebody has entered the price: it stays when the quantity changes. */
      priceEntered: f.bool({ readOnly: true }),
      discount: f.rate({ min: 0, max: 100, write: changesPrices }),
      taxRate: f.ref('org.taxRate', { required: true, readOnly: true, index: false }),
      taxPercent: f.rate({ required: true, readOnly: true }),
      amount: f.money({ required: true, readOnly: true }),
      delivered: f.quantity({ required: true, readOnly: true, default: 0 }),
      invoiced: f.quantity({ required: true, readOnly: true, default: 0 }),
      /** Not delivered any more. */
      canceled: f.quantity({ required: true, readOnly: true, default: 0 }),
    }),
  },
  search: ['number', 'customerReference'],
  indexes: [['state', 'date']],
  editableIn: ['draft'],
  verbs: {
    confirm: { from: ['draft'], to: 'confirmed', primary: true, input: { backorder: f.bool() } },
    deliver: { from: ['confirmed'], primary: true, irreversible: true, event: 'delivered' },
    cancel: {
      from: ['draft', 'confirmed'],
      to: 'canceled',
      danger: true,
      input: { reason: f.text({ required: true, min: 3 }) },
    },
    /** Of an order delivered in part. */
    cancelRest: {
      from: ['confirmed'],
      danger: true,
      event: 'restCanceled',
      input: { reason: f.text({ required: true, min: 3 }) },
    },
  },
});
