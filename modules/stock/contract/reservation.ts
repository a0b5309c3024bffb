import { defineResource, f } from '#kernel/contract/index.ts';

/** Stock kept for a line of an order. */
export const reservation = defineResource({
  name: 'stock.reservation',
  path: 'stock/reservations',
  title: 'source',
  operations: [],
  fields: {
    product: f.ref('catalog.variant', { required: true, list: true }),
    location: f.ref('stock.location', { required: true, list: true }),
    quantity: f.quantity({ required: true, list: true }),
    source: f.text({ max: 80, list: true }),
    sourceResource: f.text({ required: true, max: 80 }),
    sourceId: f.int({ required: true }),
    sourceLine: f.int({ required: true }),
  },
  indexes: [['sourceResource', 'sourceId']],
});
