import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * A row of the sheet in which BOMs travel: one line each, with what it belongs to in front. It has no table and no list;
 * its fields say how the columns are called and read. The rows of one product or variant are its whole BOM.
 */
export const bomLine = defineResource({
  name: 'bom.line',
  path: 'bom/lines',
  title: 'onlyFor',
  operations: ['create', 'import'],
  fields: {
    product: f.ref('catalog.product'),
    variant: f.ref('catalog.variant'),
    outputQuantity: f.quantity({ min: 0.000001 }),
    outputUnit: f.ref('org.unit'),
    component: f.ref('catalog.variant', { required: true }),
    quantity: f.quantity({ required: true, min: 0.000001 }),
    unit: f.ref('org.unit'),
    scrapPercent: f.rate({ min: 0, max: 1000 }),
    isFixed: f.bool(),
    roundingMultiple: f.quantity({ min: 0.000001 }),
    kind: f.choice(['component', 'phantom', 'byProduct'], { default: 'component' }),
    onlyFor: f.text({ max: 200 }),
    note: f.text({ max: 200 }),
    /** True in any row of a BOM: it is released once it has been written. */
    isReleased: f.bool(),
    validFrom: f.date(),
  },
});
