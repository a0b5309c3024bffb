import { defineResource, f } from '#kernel/contract/index.ts';

/** Goods that are expected: entered receipts that are not posted yet, goods under way, what is bought or being made. */
export const supply = defineResource({
  name: 'stock.supply',
  path: 'stock/supplies',
  title: 'source',
  subtitle: 'product',
  sort: 'due',
  operations: [],
  fields: {
    product: f.ref('catalog.variant', { required: true, list: true }),
    /** Where they will arrive. */
    warehouse: f.ref('stock.warehouse', { list: true, index: false }),
    due: f.date({ required: true, list: true }),
    quantity: f.quantity({ required: true, list: true }),
    source: f.text({ max: 80, list: true }),
    sourceResource: f.text({ required: true, max: 80, filter: true }),
    sourceId: f.int({ required: true, filter: true }),
    sourceLine: f.int(),
  },
  indexes: [['sourceResource', 'sourceId']],
});
