import { defineResource, f } from '#kernel/contract/index.ts';
import { movementKinds } from '#modules/stock/contract/index.ts';

/** Permission to see what goods are worth. */
export const seesValues = 'valuation.entry:value';

/** Where the cost was taken from; `stock`: goods that left, at what they stood at. */
export const costSources = [
  'document',
  'consumed',
  'standard',
  'average',
  'stock',
  'reversal',
  'correction',
  'none',
] as const;
export type CostSource = (typeof costSources)[number];

/**
 * A change of what the goods of a product are worth, by either method: one for each movement over the border of the
 * house, one for each correction of a cost. Written once; what was wrong is corrected today.
 */
export const entry = defineResource({
  name: 'valuation.entry',
  path: 'valuation/entries',
  title: 'product',
  subtitle: 'kind',
  appendOnly: true,
  fields: {
    /** Business day it counts from. */
    date: f.date({ required: true, list: true }),
    /** Of a correction: the day it would have counted from, had it been known. */
    effectiveDate: f.date({ required: true, filter: true }),
    product: f.ref('catalog.variant', { required: true, list: true, index: false }),
    kind: f.choice([...movementKinds, 'correction'], { required: true, list: true }),
    /** Of goods, with its sign; none in a correction. */
    quantity: f.quantity({ required: true, list: true }),
    averageValue: f.money({ required: true, read: seesValues, list: true }),
    fifoValue: f.money({ required: true, read: seesValues, list: true }),
    /** What did not go into the value of the goods, because they had left by then: cost of goods sold. */
    averageDifference: f.money({ required: true, default: 0, read: seesValues, filter: true }),
    fifoDifference: f.money({ required: true, default: 0, read: seesValues, filter: true }),
    costSource: f.choice(costSources, { required: true, list: true }),
    source: f.text({ max: 80, list: true }),
    movement: f.ref('stock.movement', { unique: true, filter: true }),
    layer: f.ref('valuation.layer', { filter: true }),
    reason: f.text({ max: 200, filter: true }),
  },
  indexes: [
    ['product', 'date'],
    ['date', 'product'],
  ],
});
