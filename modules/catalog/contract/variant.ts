import { defineResource, f } from '#kernel/contract/index.ts';
import {
  attachments,
  barcodes,
  dimensionUnits,
  properties,
  supplierNumbers,
  trackings,
  weightUnits,
} from './details.ts';
import { ownConversions } from './unit-conversion.ts';

const seesPurchasePrice = 'catalog.variant:purchasePrice';
const managesPrices = 'catalog.variant:managePrices';

/**
 * What is sold, stocked and priced (4D: Artikel_Variante). Empty texts and measures come from the parent product.
 *
 * Life: `active` → `phaseOut` (what is left is sold, nothing is bought or made any more) → `archived`.
 */
export const variant = defineResource({
  name: 'catalog.variant',
  path: 'catalog/variants',
  title: 'sku',
  subtitle: 'name',
  sort: 'sku',
  fields: {
    sku: f.text({ required: true, unique: true, max: 60, format: 'code', list: true, group: 'identity' }),
    legacySku: f.text({ max: 60, index: true, list: true, group: 'identity' }),
    name: f.translated({ list: true, inherit: 'product', group: 'identity' }),
    shortDescription: f.translated({ max: 1000, inherit: 'product', group: 'identity' }),
    description: f.translated({ max: 8000, inherit: 'product', group: 'identity' }),
    product: f.ref('catalog.product', { list: true, group: 'identity' }),
    baseSku: f.text({ max: 60, index: true, filter: true, group: 'identity' }),
    variantCode: f.text({ max: 60, filter: true, group: 'identity' }),
    category: f.ref('catalog.category', { required: true, filled: true, list: true, group: 'identity' }),
    state: f.state(['active', 'phaseOut', 'archived'], { list: true }),
    tags: f.refs('catalog.tag', { group: 'identity' }),
    isManufactured: f.bool({ filter: true, group: 'sale' }),
    isPurchased: f.bool({ filter: true, group: 'sale' }),
    isSold: f.bool({ default: true, filter: true, group: 'sale' }),
    unit: f.ref('org.unit', { required: true, filled: true, group: 'sale' }),
    taxRate: f.ref('org.taxRate', { required: true, filled: true, filter: true, group: 'sale' }),
    retailPrice: f.money({ min: 0, list: true, write: managesPrices, group: 'prices' }),
    tradePrice: f.money({ min: 0, list: true, write: managesPrices, group: 'prices' }),
    recommendedPrice: f.money({ min: 0, filter: true, write: managesPrices, group: 'prices' }),
    purchasePrice: f.money({ min: 0, list: true, read: seesPurchasePrice, write: managesPrices, group: 'prices' }),
    tracking: f.choice(trackings, { inherit: 'product', group: 'stock' }),
    shelfLife: f.int({ min: 1, max: 36_500, inherit: 'product', group: 'stock' }),
    weight: f.quantity({ min: 0, inherit: 'product', group: 'measures' }),
    grossWeight: f.quantity({ min: 0, inherit: 'product', group: 'measures' }),
    weightUnit: f.choice(weightUnits, { inherit: 'product', group: 'measures' }),
    width: f.quantity({ min: 0, inherit: 'product', group: 'measures' }),
    height: f.quantity({ min: 0, inherit: 'product', group: 'measures' }),
    depth: f.quantity({ min: 0, inherit: 'product', group: 'measures' }),
    dimensionUnit: f.choice(dimensionUnits, { inherit: 'product', group: 'measures' }),
    color: f.text({ filter: true, group: 'measures' }),
    size: f.text({ filter: true, group: 'measures' }),
    releasedOn: f.date({ filter: true, group: 'measures' }),
    discontinuedOn: f.date({ filter: true, group: 'measures' }),
    /** The variant's place on its parent's axes: one value each, by its code. */
    attributes: f.lines({
      attribute: f.ref('catalog.attribute', { required: true }),
      value: f.text({ required: true, max: 20 }),
    }),
    barcodes: f.lines(barcodes),
    supplierNumbers: f.lines(supplierNumbers),
    unitConversions: f.lines(ownConversions),
    properties: f.lines(properties),
    attachments: f.lines(attachments),
    legacyId: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyKey: f.text({ max: 64, index: true, readOnly: true, group: 'legacy' }),
    legacyUidOriginal: f.text({ max: 64, index: true, readOnly: true, group: 'legacy' }),
    legacyFamilie: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyRefOld: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyStamp: f.text({ max: 64, readOnly: true, group: 'legacy' }),
  },
  search: ['sku', 'legacySku', 'legacyRefOld', 'barcodes.code', 'supplierNumbers.number', 'tags', 'name'],
  indexes: [['category', 'sku']],
  verbs: {
    phaseOut: { from: ['active'], to: 'phaseOut' },
    archive: { from: ['active', 'phaseOut'], to: 'archived', danger: true },
    reactivate: { from: ['phaseOut', 'archived'], to: 'active' },
  },
});

/**
 * States in which a variant may be sold; bought or made it is only while `active`. What is phased out is sold as long as
 * there is some: an order reserves all of it or is not confirmed.
 */
export const sellableStates: readonly string[] = ['active', 'phaseOut'];
