import { defineResource, f } from '#kernel/contract/index.ts';

const seesPurchasePrice = 'catalog.variant:purchasePrice';
const managesPrices = 'catalog.variant:managePrices';

/** What is sold, stocked and priced (4D: Artikel_Variante). Empty names come from the parent product. */
export const variant = defineResource({
  name: 'catalog.variant',
  path: 'catalog/variants',
  title: 'sku',
  subtitle: 'name',
  sort: 'sku',
  fields: {
    sku: f.text({ required: true, unique: true, max: 60, list: true, group: 'identity' }),
    legacySku: f.text({ max: 60, index: true, list: true, group: 'identity' }),
    name: f.translated({ list: true, inherit: 'product', group: 'identity' }),
    product: f.ref('catalog.product', { list: true, group: 'identity' }),
    baseSku: f.text({ max: 60, index: true, filter: true, group: 'identity' }),
    variantCode: f.text({ max: 60, filter: true, group: 'identity' }),
    category: f.ref('catalog.category', { required: true, filled: true, list: true, group: 'identity' }),
    state: f.state(['active', 'archived'], { list: true }),
    isSold: f.bool({ default: true, filter: true, group: 'sale' }),
    unit: f.ref('org.unit', { required: true, filled: true, group: 'sale' }),
    taxRate: f.ref('org.taxRate', { required: true, filled: true, filter: true, group: 'sale' }),
    retailPrice: f.money({ min: 0, list: true, write: managesPrices, group: 'prices' }),
    tradePrice: f.money({ min: 0, list: true, write: managesPrices, group: 'prices' }),
    recommendedPrice: f.money({ min: 0, filter: true, write: managesPrices, group: 'prices' }),
    purchasePrice: f.money({ min: 0, list: true, read: seesPurchasePrice, write: managesPrices, group: 'prices' }),
    weight: f.quantity({ min: 0, group: 'measures' }),
    width: f.quantity({ min: 0, group: 'measures' }),
    height: f.quantity({ min: 0, group: 'measures' }),
    depth: f.quantity({ min: 0, group: 'measures' }),
    color: f.text({ filter: true, group: 'measures' }),
    size: f.text({ filter: true, group: 'measures' }),
    releasedOn: f.date({ filter: true, group: 'measures' }),
    discontinuedOn: f.date({ filter: true, group: 'measures' }),
    legacyId: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyKey: f.text({ max: 64, index: true, readOnly: true, group: 'legacy' }),
    legacyUidOriginal: f.text({ max: 64, index: true, readOnly: true, group: 'legacy' }),
    legacyFamilie: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyRefOld: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
    legacyStamp: f.text({ max: 64, readOnly: true, group: 'legacy' }),
  },
  search: ['sku', 'legacySku', 'legacyRefOld', 'name'],
  indexes: [['category', 'sku']],
  verbs: {
    archive: { from: ['active'], to: 'archived', danger: true },
    reactivate: { from: ['archived'], to: 'active' },
  },
});
