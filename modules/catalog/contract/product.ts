import { defineResource, f } from '#kernel/contract/index.ts';

/** A parent product (4D: Artikel_Familie): what its variants have in common. It is not sold itself. */
export const product = defineResource({
  name: 'catalog.product',
  path: 'catalog/products',
  title: 'sku',
  subtitle: 'name',
  sort: 'sku',
  fields: {
    sku: f.text({ required: true, unique: true, max: 60, list: true, group: 'identity' }),
    name: f.translated({ required: true, list: true, group: 'identity' }),
    description: f.translated({ max: 8000, group: 'identity' }),
    shortDescription: f.translated({ max: 1000, group: 'identity' }),
    category: f.ref('catalog.category', { required: true, filled: true, list: true, group: 'identity' }),
    state: f.state(['active', 'archived'], { list: true }),
    unit: f.ref('org.unit', { required: true, filled: true, group: 'sale' }),
    taxRate: f.ref('org.taxRate', { required: true, filled: true, group: 'sale' }),
    weight: f.quantity({ min: 0, group: 'measures' }),
    isHanging: f.bool({ filter: true, group: 'measures' }),
    isOneSided: f.bool({ filter: true, group: 'measures' }),
    releasedOn: f.date({ filter: true, group: 'measures' }),
    isNew: f.bool({ filter: true, group: 'measures' }),
    isPlaceholder: f.bool({ filter: true, readOnly: true, group: 'legacy' }),
    legacyId: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyKey: f.text({ max: 64, index: true, readOnly: true, group: 'legacy' }),
    legacyUidOriginal: f.text({ max: 64, index: true, readOnly: true, group: 'legacy' }),
    legacyStamp: f.text({ max: 64, readOnly: true, group: 'legacy' }),
  },
  search: ['sku', 'name'],
  verbs: {
    archive: { from: ['active'], to: 'archived', danger: true },
    reactivate: { from: ['archived'], to: 'active' },
  },
});
