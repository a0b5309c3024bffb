import { defineResource, f } from '#kernel/contract/index.ts';

const read = 'catalog.variant:purchasePrice';

/**
 * What a piece of a variant costs, as its BOM of today and the purchase prices of today say: kept by the roll-up in the
 * transaction of every change. Each amount is rounded once, from the exact one.
 */
export const cost = defineResource({
  name: 'bom.cost',
  path: 'bom/costs',
  title: 'variant',
  operations: [],
  fields: {
    variant: f.ref('catalog.variant', { required: true, unique: true, list: true }),
    /** The BOM it is computed from; empty where the purchase price is the cost. */
    bom: f.ref('bom.bom', { list: true }),
    material: f.money({ required: true, list: true, read }),
    operations: f.money({ required: true, list: true, read }),
    unitCost: f.money({ required: true, list: true, read }),
    /** Something in it has no purchase price and counts as nothing. */
    isIncomplete: f.bool({ list: true }),
    /** Material and operations as exact fractions, so that no level adds a rounding of its own. */
    exact: f.longText({ required: true, secret: true, readOnly: true }),
  },
});
