import { defineResource, f } from '#kernel/contract/index.ts';

/** To which category the products of a legacy group belong; one without a category waits for a decision (PRD-BOM-10). */
export const categoryMapping = defineResource({
  name: 'catalog.categoryMapping',
  path: 'catalog/category-mappings',
  title: 'legacyGroup',
  sort: 'legacyGroup',
  fields: {
    legacyGroup: f.text({ required: true, unique: true, max: 60, list: true }),
    category: f.ref('catalog.category', { list: true }),
    note: f.text({ max: 200, list: true }),
  },
  search: ['legacyGroup'],
});
