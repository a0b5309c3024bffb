import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * An axis along which the variants of a family differ (finish, size, side …) and the values it has. A value's code is
 * what a variant keeps (`catalog.variant.attributes`) and what its SKU is made of; it cannot change once it is used.
 */
export const attribute = defineResource({
  name: 'catalog.attribute',
  path: 'catalog/attributes',
  title: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 40, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    /** Axes with a lower one come first in the SKU. */
    position: f.int({ required: true, default: 10, min: 0, max: 9999, list: true }),
    values: f.lines({
      code: f.text({ required: true, max: 20, format: 'code' }),
      name: f.translated({ required: true }),
    }),
  },
  search: ['code', 'name'],
});
