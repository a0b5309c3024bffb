import { defineResource, f } from '#kernel/contract/index.ts';

/** Tree of categories; products without one belong to "Uncategorized", which is always there. */
export const category = defineResource({
  name: 'catalog.category',
  path: 'catalog/categories',
  title: 'name',
  sort: 'code',
  tree: 'parent',
  fields: {
    code: f.text({ required: true, unique: true, max: 40, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    parent: f.ref('catalog.category', { list: true }),
    legacyGroup: f.text({ max: 40, index: true, filter: true }),
  },
  search: ['code', 'name'],
});
