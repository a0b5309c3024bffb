import { defineResource, f } from '#kernel/contract/index.ts';

/** A word that products are found and gathered by, beside the one category they have. */
export const tag = defineResource({
  name: 'catalog.tag',
  path: 'catalog/tags',
  title: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 40, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
  },
  search: ['code', 'name'],
});
