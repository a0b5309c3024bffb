import { defineResource, f } from '#kernel/contract/index.ts';

/** One reach into a shelf: what was taken for a line of an order, and what was missing. */
export const pick = defineResource({
  name: 'picking.pick',
  path: 'picking/picks',
  title: 'product',
  operations: [],
  hidden: true,
  fields: {
    wave: f.ref('picking.wave', { required: true, list: true }),
    pickList: f.ref('picking.list', { required: true, list: true }),
    order: f.ref('sales.order', { required: true, filter: true }),
    orderLine: f.int({ required: true }),
    product: f.ref('catalog.variant', { required: true, list: true, index: false }),
    lot: f.ref('stock.lot', { list: true, index: false }),
    location: f.ref('stock.location', { required: true, list: true, index: false }),
    compartment: f.ref('stock.compartment', { filter: true, index: false }),
    /** Where the goods were brought. */
    place: f.ref('stock.location', { required: true, index: false }),
    state: f.state(['taken', 'undone'], { list: true }),
    wanted: f.quantity({ required: true, list: true }),
    quantity: f.quantity({ required: true, list: true }),
    /** Was to be there and was not; it waits at the place for missing goods until somebody looks into it. */
    shortage: f.quantity({ required: true, default: 0, list: true }),
    missingAt: f.ref('stock.location', { index: false }),
    method: f.choice(['counted', 'weighed'], { required: true, default: 'counted', list: true }),
    /** Grams. */
    gross: f.quantity(),
    tare: f.quantity(),
    pieceWeight: f.quantity(),
    /** How far the weight is off what the pieces should weigh. */
    deviation: f.rate({ list: true }),
    reason: f.text({ max: 200, list: true }),
  },
  verbs: {
    /** Puts the goods back where they were, in the books and by hand. */
    undo: { from: ['taken'], to: 'undone', danger: true },
  },
});
