import { defineResource, f } from '#kernel/contract/index.ts';

/** What left the house for an order, written at the moment of delivery. */
export const delivery = defineResource({
  name: 'sales.delivery',
  path: 'sales/deliveries',
  title: 'number',
  operations: [],
  fields: {
    number: f.text({ required: true, unique: true, max: 30, list: true }),
    order: f.ref('sales.order', { required: true, list: true }),
    customer: f.ref('party.customer', { required: true, list: true }),
    state: f.state(['posted'], { list: true }),
    date: f.date({ required: true, list: true }),
    shippingAddress: f.longText({ max: 1000 }),
    lines: f.lines({
      product: f.ref('catalog.variant', { required: true }),
      description: f.text({ required: true, max: 400 }),
      quantity: f.quantity({ required: true }),
      orderLine: f.int({ required: true }),
    }),
  },
  search: ['number'],
  appendOnly: true,
});
