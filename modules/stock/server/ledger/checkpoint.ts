import { defineResource, f } from '#kernel/contract/index.ts';

/** Balances at the end of a day, so that stock at any date is a checkpoint and the movements since. */
export const checkpoint = defineResource({
  name: 'stock.checkpoint',
  path: 'stock/checkpoints',
  title: 'date',
  projection: true,
  internal: true,
  fields: {
    date: f.date({ required: true }),
    location: f.ref('stock.location', { required: true, index: false }),
    product: f.ref('catalog.variant', { required: true, index: false }),
    lot: f.ref('stock.lot', { zeroWhenAbsent: true, index: false }),
    compartment: f.ref('stock.compartment', { zeroWhenAbsent: true, index: false }),
    onHand: f.quantity({ required: true, default: 0 }),
  },
  unique: [['date', 'location', 'product', 'lot', 'compartment']],
});
