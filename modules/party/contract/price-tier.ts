import { defineResource, f } from '#kernel/contract/index.ts';

/** Which of a product's prices a customer pays, and whether it already contains VAT (PRD-SAL-03). */
export const priceTier = defineResource({
  name: 'party.priceTier',
  path: 'party/price-tiers',
  title: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 20, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    priceType: f.choice(['retail', 'trade', 'recommended'], { required: true, list: true }),
    taxIncluded: f.bool({ list: true }),
  },
});
