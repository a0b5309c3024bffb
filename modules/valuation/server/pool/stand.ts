import { defineResource, f } from '#kernel/contract/index.ts';

/** What there is of each product in all valued places, and what it is worth: the sum of its entries. */
export const stand = defineResource({
  name: 'valuation.stand',
  path: 'valuation/stands',
  title: 'product',
  projection: true,
  internal: true,
  fields: {
    product: f.ref('catalog.variant', { required: true, unique: true }),
    quantity: f.quantity({ required: true, default: 0 }),
    averageValue: f.money({ required: true, default: 0 }),
    fifoValue: f.money({ required: true, default: 0 }),
    /** Per base unit. */
    lastCost: f.money({ required: true, default: 0 }),
  },
});
