import { defineResource, f } from '#kernel/contract/index.ts';

/** Unit of measure. Conversions between units belong to the product. */
export const unit = defineResource({
  name: 'org.unit',
  path: 'org/units',
  title: 'code',
  subtitle: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 20, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    symbol: f.translated({ required: true, max: 20, list: true }),
  },
  search: ['code', 'name'],
});
