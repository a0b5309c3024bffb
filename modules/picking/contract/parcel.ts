import { defineResource, f } from '#kernel/contract/index.ts';

/** A parcel with what is in it, weighed. */
export const parcel = defineResource({
  name: 'picking.parcel',
  path: 'picking/parcels',
  title: 'number',
  subtitle: 'customer',
  operations: [],
  fields: {
    number: f.text({ required: true, unique: true, max: 30, list: true }),
    pickList: f.ref('picking.list', { required: true, list: true }),
    order: f.ref('sales.order', { required: true, list: true }),
    customer: f.ref('party.customer', { required: true, list: true }),
    state: f.state(['packed', 'canceled'], { list: true }),
    date: f.date({ required: true, list: true }),
    /** Grams. */
    weight: f.int({ required: true, min: 1, list: true }),
    /** Millimetres. */
    length: f.int({ min: 1 }),
    width: f.int({ min: 1 }),
    height: f.int({ min: 1 }),
    contents: f.lines({
      orderLine: f.int({ required: true }),
      product: f.ref('catalog.variant', { required: true }),
      lot: f.ref('stock.lot', { index: false }),
      quantity: f.quantity({ required: true }),
    }),
  },
  search: ['number'],
  verbs: {
    unpack: { from: ['packed'], to: 'canceled', danger: true },
  },
});
