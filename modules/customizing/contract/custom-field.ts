import { defineResource, f } from '#kernel/contract/index.ts';

/** What may be given fields of one's own: the master data and documents that firms describe in their own words. */
export const extensible = ['catalog.product', 'catalog.variant', 'party.customer', 'sales.order'] as const;

/** The kinds of field that can be added; a subset of those of declarations. */
export const kinds = ['text', 'longText', 'int', 'quantity', 'money', 'bool', 'date', 'choice'] as const;

/** A field that an administrator adds; once active it behaves like a declared one, in lists, filters, files and the API. */
export const customField = defineResource({
  name: 'customizing.field',
  path: 'customizing/fields',
  title: 'code',
  subtitle: 'label',
  sort: 'code',
  fields: {
    resource: f.choice(extensible, { required: true, createOnly: true, list: true }),
    code: f.text({ required: true, createOnly: true, max: 30, list: true }),
    label: f.translated({ required: true, max: 60, list: true }),
    help: f.translated({ max: 200 }),
    kind: f.choice(kinds, { required: true, createOnly: true, list: true }),
    values: f.lines({ code: f.text({ required: true, max: 30 }), label: f.translated({ required: true, max: 60 }) }),
    isRequired: f.bool(),
    isInList: f.bool(),
    state: f.state(['draft', 'active', 'retired'], { list: true }),
  },
  unique: [['resource', 'code']],
  operations: ['create', 'update'],
  verbs: {
    activate: { from: ['draft', 'retired'], to: 'active', primary: true },
    retire: { from: ['active'], to: 'retired', danger: true },
  },
});
