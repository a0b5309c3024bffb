import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * A place that goods move between. Places without a warehouse are virtual: the supplier, the customer, adjustment …
 * make every movement double-entry. They may go below zero, real ones may not.
 */
export const location = defineResource({
  name: 'stock.location',
  path: 'stock/locations',
  title: 'code',
  subtitle: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 60, list: true }),
    name: f.translated({ list: true }),
    warehouse: f.ref('stock.warehouse', { list: true }),
    kind: f.choice(['storage', 'supplier', 'customer', 'production', 'adjustment', 'scrap', 'opening'], {
      required: true,
      default: 'storage',
      createOnly: true,
      list: true,
    }),
    isSellable: f.bool({ default: true, list: true }),
    isDefault: f.bool({ filter: true }),
  },
  search: ['code', 'name'],
});
