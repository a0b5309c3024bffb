import { defineResource, f } from '#kernel/contract/index.ts';

export const warehouse = defineResource({
  name: 'stock.warehouse',
  path: 'stock/warehouses',
  title: 'code',
  subtitle: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 20, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
  },
  search: ['code', 'name'],
});
