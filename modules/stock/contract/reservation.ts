import { defineResource, f } from '#kernel/contract/index.ts';

/** Stock kept for a line of a document. */
export const reservation = defineResource({
  name: 'stock.reservation',
  path: 'stock/reservations',
  title: 'source',
  subtitle: 'product',
  operations: [],
  fields: {
    product: f.ref('catalog.variant', { required: true, list: true }),
    location: f.ref('stock.location', { required: true, list: true }),
    compartment: f.ref('stock.compartment', { filter: true, index: false }),
    lot: f.ref('stock.lot', { list: true }),
    quantity: f.quantity({ required: true, list: true }),
    /** When the document needs it, and where from: for the case that it asks for it again. */
    due: f.date({ list: true }),
    warehouse: f.ref('stock.warehouse', { filter: true, index: false }),
    source: f.text({ max: 80, list: true }),
    sourceResource: f.text({ required: true, max: 80, filter: true }),
    sourceId: f.int({ required: true, filter: true }),
    sourceLine: f.int({ required: true }),
  },
  indexes: [['sourceResource', 'sourceId']],
  verbs: {
    /** Gives stock free again; the line asks for it anew. Without a quantity: all of it. */
    release: { danger: true, input: { quantity: f.quantity({ min: 0.000001 }) }, event: 'released' },
    /** Gives stock to another line that asks for it; the line that had it asks anew. */
    reassign: {
      input: {
        demand: f.ref('stock.demand', { required: true, where: { state: 'open' } }),
        quantity: f.quantity({ min: 0.000001 }),
      },
      event: 'reassigned',
    },
  },
});
