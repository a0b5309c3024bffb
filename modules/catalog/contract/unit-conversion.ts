import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * `fromQuantity` of the unit `from` are `toQuantity` of the unit `to`, for every product: 1 kg = 1000 g. Two decimals
 * instead of one factor keep a third exact. What holds for one product only is a line of that product.
 */
export const unitConversion = defineResource({
  name: 'catalog.unitConversion',
  path: 'catalog/unit-conversions',
  title: 'formula',
  sort: 'formula',
  operations: ['create', 'update', 'delete'],
  fields: {
    /** `1 KG = 1000 G`, written by the server. */
    formula: f.text({ required: true, filled: true, readOnly: true, max: 120, list: true }),
    fromQuantity: f.quantity({ required: true, default: 1_000_000, min: 0.000001, list: true }),
    from: f.ref('org.unit', { required: true, list: true }),
    toQuantity: f.quantity({ required: true, min: 0.000001, list: true }),
    to: f.ref('org.unit', { required: true, list: true }),
  },
  unique: [['from', 'to']],
});

/** Lines of a product or variant: `quantity` of `unit` are `baseQuantity` of its own unit (24 g = 1 piece, 1 set = 12 pieces). */
export const ownConversions = {
  quantity: f.quantity({ required: true, default: 1_000_000, min: 0.000001 }),
  unit: f.ref('org.unit', { required: true, index: false }),
  baseQuantity: f.quantity({ required: true, min: 0.000001 }),
};
