import { defineResource, f } from '#kernel/contract/index.ts';

/** A goods receipt: entered as a draft, posted once; then the goods are in stock and the paper cannot change. */
export const receipt = defineResource({
  name: 'stock.receipt',
  path: 'stock/receipts',
  title: 'number',
  subtitle: 'supplierName',
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    state: f.state(['draft', 'posted'], { list: true }),
    date: f.date({ required: true, filled: true, list: true }),
    supplierName: f.text({ list: true }),
    supplierReference: f.text({ list: true }),
    location: f.ref('stock.location', { required: true, filled: true, list: true }),
    lines: f.lines({
      product: f.ref('catalog.variant', { required: true }),
      quantity: f.quantity({ required: true, min: 0.000001 }),
    }),
  },
  search: ['number', 'supplierName', 'supplierReference'],
  lock: { states: ['posted'], except: [] },
  verbs: { post: { from: ['draft'], to: 'posted', primary: true, irreversible: true } },
});
