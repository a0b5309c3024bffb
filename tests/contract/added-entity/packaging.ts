import { defineResource, f } from '#kernel/contract/index.ts';

/** What goods are sent in. */
export const packaging = defineResource({
  name: 'depot.packaging',
  path: 'depot/packagings',
  title: 'code',
  subtitle: 'name',
  fields: {
    code: f.text({ required: true, unique: true, max: 20, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    unit: f.ref('org.unit', { required: true, list: true }),
    weight: f.quantity({ min: 0, list: true }),
  },
  search: ['code', 'name'],
});
