import { defineResource, f } from '#kernel/contract/index.ts';

/** How much of a product a warehouse shall have; without a warehouse: all of them together (PRD-WHS-10). */
export const rule = defineResource({
  name: 'replenishment.rule',
  path: 'replenishment/rules',
  title: 'product',
  fields: {
    product: f.ref('catalog.variant', { required: true, createOnly: true, list: true, group: 'what' }),
    warehouse: f.ref('stock.warehouse', { zeroWhenAbsent: true, createOnly: true, list: true, group: 'what' }),
    /** Below it, it is time to order. */
    minimum: f.quantity({ required: true, min: 0, list: true, group: 'levels' }),
    /** Up to it is ordered; absent: up to the minimum. */
    maximum: f.quantity({ min: 0, list: true, group: 'levels' }),
    /** Meant for what nobody expects: below it, it is urgent. */
    safetyStock: f.quantity({ min: 0, list: true, group: 'levels' }),
    /** It comes in wholes of it: the box of a dozen, the bar of tin. */
    orderMultiple: f.quantity({ min: 0.000001, filter: true, group: 'order' }),
    /** Days from ordering to having it. */
    leadTime: f.int({ min: 0, max: 1_000, list: true, group: 'order' }),
    /** Alerts of it cannot wait (PRD-WSR-07). */
    isCritical: f.bool({ list: true, group: 'order' }),
    isActive: f.bool({ default: true, filter: true, group: 'order' }),
  },
  unique: [['product', 'warehouse']],
  search: ['product'],
});
