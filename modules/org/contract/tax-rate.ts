import { defineResource, f } from '#kernel/contract/index.ts';

export const taxRate = defineResource({
  name: 'org.taxRate',
  path: 'org/tax-rates',
  title: 'code',
  subtitle: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 20, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    rate: f.rate({ required: true, min: 0, max: 100, list: true }),
    isDefault: f.bool({ list: true }),
  },
});
