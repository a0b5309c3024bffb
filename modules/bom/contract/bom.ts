import { defineResource, f } from '#kernel/contract/index.ts';

const seesCosts = 'catalog.variant:purchasePrice';

/**
 * What a product is made of: for one variant, or once for all variants of a product with lines that hold for some of
 * them (`onlyFor`). Quantities are those of one batch, that is of `outputQuantity` of `unit`.
 *
 * Life: `draft` → `released` (locked; a change is a new revision) → `obsolete`. Of several released revisions the one
 * with the latest `validFrom` that has come holds.
 */
export const bom = defineResource({
  name: 'bom.bom',
  path: 'bom/boms',
  title: 'code',
  sort: 'code',
  operations: ['create', 'update', 'delete'],
  fields: {
    /** Number of the subject and revision, `90123/2`, as of the last time it was written. */
    code: f.text({ required: true, filled: true, readOnly: true, max: 80, index: true, list: true, group: 'subject' }),
    product: f.ref('catalog.product', { createOnly: true, list: true, group: 'subject' }),
    variant: f.ref('catalog.variant', { createOnly: true, list: true, group: 'subject' }),
    revision: f.int({ required: true, filled: true, readOnly: true, list: true, group: 'subject' }),
    state: f.state(['draft', 'released', 'obsolete'], { list: true }),
    validFrom: f.date({ list: true, group: 'subject' }),
    outputQuantity: f.quantity({ required: true, filled: true, min: 0.000001, group: 'output' }),
    unit: f.ref('org.unit', { required: true, filled: true, group: 'output' }),
    note: f.text({ max: 400, group: 'output' }),
    lines: f.lines({
      component: f.ref('catalog.variant', { required: true }),
      quantity: f.quantity({ required: true, min: 0.000001 }),
      unit: f.ref('org.unit', { required: true, filled: true, index: false }),
      scrapPercent: f.rate({ min: 0, max: 1000 }),
      isFixed: f.bool(),
      roundingMultiple: f.quantity({ min: 0.000001 }),
      kind: f.choice(['component', 'phantom', 'byProduct'], { required: true, default: 'component' }),
      onlyFor: f.text({ max: 200 }),
      note: f.text({ max: 200 }),
    }),
    substitutes: f.lines({
      component: f.ref('catalog.variant', { required: true }),
      substitute: f.ref('catalog.variant', { required: true }),
      priority: f.int({ required: true, min: 1, default: 1 }),
      factor: f.quantity({ required: true, filled: true, min: 0.000001 }),
    }),
    operations: f.lines({
      name: f.text({ required: true, max: 100 }),
      costPerPiece: f.money({ min: 0, read: seesCosts }),
      minutes: f.quantity({ min: 0 }),
      hourlyRate: f.money({ min: 0, read: seesCosts }),
      isFixed: f.bool(),
    }),
  },
  search: ['code', 'note'],
  unique: [
    ['product', 'revision'],
    ['variant', 'revision'],
  ],
  editableIn: ['draft'],
  lock: { states: ['released', 'obsolete'], except: ['state'] },
  verbs: {
    release: { from: ['draft'], to: 'released', primary: true, irreversible: true, input: { validFrom: f.date() } },
    revise: { from: ['released', 'obsolete'], event: 'revised' },
    copy: {
      event: 'copied',
      input: { product: f.ref('catalog.product'), variant: f.ref('catalog.variant') },
    },
    retire: { from: ['released'], to: 'obsolete', danger: true, irreversible: true },
  },
});
