import { defineResource, f } from '#kernel/contract/index.ts';

/** One line of the ledger: goods from a place to a place. Written once, corrected by its reversal (design §4). */
export const movement = defineResource({
  name: 'stock.movement',
  path: 'stock/movements',
  title: 'source',
  appendOnly: true,
  fields: {
    date: f.date({ required: true, list: true }),
    product: f.ref('catalog.variant', { required: true, list: true }),
    from: f.ref('stock.location', { required: true, list: true }),
    to: f.ref('stock.location', { required: true, list: true }),
    quantity: f.quantity({ required: true, list: true }),
    kind: f.choice(['receipt', 'delivery', 'transfer', 'adjustment', 'opening', 'reversal'], {
      required: true,
      list: true,
    }),
    source: f.text({ max: 80, list: true }),
    sourceResource: f.text({ max: 80 }),
    sourceId: f.int(),
    sourceLine: f.int(),
    reversalOf: f.ref('stock.movement'),
  },
  indexes: [
    ['product', 'date'],
    ['sourceResource', 'sourceId'],
  ],
});
