import { defineResource, f } from '#kernel/contract/index.ts';
import { attachments, dimensionUnits, properties, trackings, weightUnits } from './details.ts';
import { ownConversions } from './unit-conversion.ts';

/**
 * A parent product (4D: Artikel_Familie): what its variants have in common. It is not sold itself.
 *
 * Its variants take over two kinds of values. Where a variant's text or measure is empty, the parent's is shown
 * (`inherit: 'product'`). Category, unit, tax rate, flags and tags are copied, so that lists can filter by them, and
 * follow a change of the parent as long as they are the same (`followed`).
 */
export const product = defineResource({
  name: 'catalog.product',
  path: 'catalog/products',
  title: 'sku',
  subtitle: 'name',
  sort: 'sku',
  fields: {
    sku: f.text({ required: true, unique: true, max: 60, format: 'code', list: true, group: 'identity' }),
    name: f.translated({ required: true, list: true, group: 'identity' }),
    description: f.translated({ max: 8000, group: 'identity' }),
    shortDescription: f.translated({ max: 1000, group: 'identity' }),
    category: f.ref('catalog.category', { required: true, filled: true, list: true, group: 'identity' }),
    state: f.state(['active', 'phaseOut', 'archived'], { list: true }),
    /** What the variants differ in; each has at most one value of each axis. */
    axes: f.refs('catalog.attribute', { group: 'variants' }),
    tags: f.refs('catalog.tag', { group: 'identity' }),
    isManufactured: f.bool({ filter: true, group: 'sale' }),
    isPurchased: f.bool({ filter: true, group: 'sale' }),
    isSold: f.bool({ default: true, filter: true, group: 'sale' }),
    unit: f.ref('org.unit', { required: true, filled: true, group: 'sale' }),
    taxRate: f.ref('org.taxRate', { required: true, filled: true, group: 'sale' }),
    tracking: f.choice(trackings, { filter: true, group: 'stock' }),
    /** Days from receipt or production until it expires. */
    shelfLife: f.int({ min: 1, max: 36_500, group: 'stock' }),
    weight: f.quantity({ min: 0, group: 'measures' }),
    grossWeight: f.quantity({ min: 0, group: 'measures' }),
    weightUnit: f.choice(weightUnits, { group: 'measures' }),
    width: f.quantity({ min: 0, group: 'measures' }),
    height: f.quantity({ min: 0, group: 'measures' }),
    depth: f.quantity({ min: 0, group: 'measures' }),
    dimensionUnit: f.choice(dimensionUnits, { group: 'measures' }),
    isHanging: f.bool({ filter: true, group: 'measures' }),
    isOneSided: f.bool({ filter: true, group: 'measures' }),
    releasedOn: f.date({ filter: true, group: 'measures' }),
    isNew: f.bool({ filter: true, group: 'measures' }),
    properties: f.lines(properties),
    unitConversions: f.lines(ownConversions),
    attachments: f.lines(attachments),
    isPlaceholder: f.bool({ filter: true, readOnly: true, group: 'legacy' }),
    /** The group of the legacy system as it is written there; `catalog.categoryMapping` says what it means here. */
    legacyGroup: f.text({ max: 60, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyId: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyKey: f.text({ max: 64, index: true, readOnly: true, group: 'legacy' }),
    legacyUidOriginal: f.text({ max: 64, index: true, readOnly: true, group: 'legacy' }),
    legacyStamp: f.text({ max: 64, readOnly: true, group: 'legacy' }),
  },
  search: ['sku', 'tags', 'name'],
  verbs: {
    phaseOut: { from: ['active'], to: 'phaseOut' },
    archive: { from: ['active', 'phaseOut'], to: 'archived', danger: true },
    reactivate: { from: ['phaseOut', 'archived'], to: 'active' },
  },
});

/** What a variant copies from its parent and follows while it is the same; tags follow one by one. */
export const followed = ['category', 'unit', 'taxRate', 'isManufactured', 'isPurchased', 'isSold'] as const;
