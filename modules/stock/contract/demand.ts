import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * What a line of a document still asks for: wanted, but not reserved yet. It becomes a reservation as soon as somebody,
 * or the rule, allocates stock to it; `covered` then says that nothing is missing any more.
 */
export const demand = defineResource({
  name: 'stock.demand',
  path: 'stock/demands',
  title: 'source',
  subtitle: 'product',
  sort: 'due',
  operations: [],
  fields: {
    product: f.ref('catalog.variant', { required: true, list: true }),
    /** Where the goods shall leave from; none: from any. */
    warehouse: f.ref('stock.warehouse', { list: true, index: false }),
    due: f.date({ required: true, list: true }),
    /** Still missing. */
    quantity: f.quantity({ required: true, list: true }),
    state: f.state(['open', 'covered'], { list: true }),
    source: f.text({ max: 80, list: true }),
    sourceResource: f.text({ required: true, max: 80, filter: true }),
    sourceId: f.int({ required: true, filter: true }),
    sourceLine: f.int({ required: true }),
  },
  indexes: [
    ['state', 'due'],
    ['sourceResource', 'sourceId'],
  ],
  holds: [{ name: 'quantityNotNegative', field: 'quantity', atLeast: 0 }],
  verbs: {
    /** By the rule of the warehouse. */
    allocate: { from: ['open'], primary: true, event: 'allocated' },
    /** By hand: from this place, of this lot. */
    assign: {
      from: ['open'],
      input: {
        location: f.ref('stock.location', { required: true, where: { kind: 'storage' } }),
        compartment: f.ref('stock.compartment'),
        lot: f.ref('stock.lot'),
        quantity: f.quantity({ required: true, min: 0.000001 }),
      },
      event: 'assigned',
    },
  },
});
