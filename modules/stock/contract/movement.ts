import { defineResource, f } from '#kernel/contract/index.ts';

/** What a movement was, as people say it. */
export const movementKinds = [
  'receipt',
  'delivery',
  'issue',
  'return',
  'transfer',
  'adjustment',
  'count',
  'scrap',
  'consumption',
  'production',
  'opening',
  'reversal',
] as const;

/**
 * One line of the ledger: goods from a place to a place. Written once, corrected by its reversal (design §4).
 * `date` is the business day; `createdAt` is the instant of posting, `createdBy` who did it.
 */
export const movement = defineResource({
  name: 'stock.movement',
  path: 'stock/movements',
  title: 'source',
  appendOnly: true,
  fields: {
    date: f.date({ required: true, list: true }),
    product: f.ref('catalog.variant', { required: true, list: true, index: false }),
    lot: f.ref('stock.lot', { list: true }),
    from: f.ref('stock.location', { required: true, list: true }),
    fromCompartment: f.ref('stock.compartment', { filter: true, index: false }),
    to: f.ref('stock.location', { required: true, list: true }),
    toCompartment: f.ref('stock.compartment', { filter: true, index: false }),
    quantity: f.quantity({ required: true, list: true }),
    kind: f.choice(movementKinds, { required: true, list: true }),
    reason: f.ref('stock.reason', { list: true, index: false }),
    source: f.text({ max: 80, list: true }),
    sourceResource: f.text({ max: 80, filter: true }),
    sourceId: f.int({ filter: true }),
    sourceLine: f.int(),
    /** The movement it takes back; each is taken back at most once. */
    reversalOf: f.ref('stock.movement', { unique: true }),
  },
  indexes: [['product', 'date'], ['sourceResource', 'sourceId'], ['date']],
});
