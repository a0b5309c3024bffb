import { defineResource, f } from '#kernel/contract/index.ts';
import { seesValues } from './entry.ts';

/** Goods that came in together at one cost, and what is left of them: first in, first out. */
export const layer = defineResource({
  name: 'valuation.layer',
  path: 'valuation/layers',
  title: 'product',
  subtitle: 'source',
  projection: true,
  fields: {
    date: f.date({ required: true, list: true }),
    product: f.ref('catalog.variant', { required: true, list: true, index: false }),
    movement: f.ref('stock.movement', { required: true, unique: true }),
    source: f.text({ max: 80, list: true }),
    quantity: f.quantity({ required: true, list: true }),
    value: f.money({ required: true, read: seesValues, list: true }),
    remaining: f.quantity({ required: true, list: true }),
    remainingValue: f.money({ required: true, read: seesValues, list: true }),
    isOpen: f.bool({ default: true, filter: true }),
  },
  indexes: [['product', 'isOpen']],
  holds: [{ name: 'remainingNotNegative', field: 'remaining', atLeast: 0 }],
  verbs: {
    /** What a piece of it really cost. */
    correct: {
      input: {
        unitCost: f.money({ required: true, min: 0 }),
        reason: f.text({ required: true, min: 3, max: 200 }),
      },
      event: 'corrected',
    },
  },
});
