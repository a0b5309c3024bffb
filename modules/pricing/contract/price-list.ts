import { defineResource, f } from '#kernel/contract/index.ts';

export const channels = ['any', 'b2b', 'b2c', 'shop', 'till'] as const;
export type Channel = (typeof channels)[number];

/**
 * Prices that hold beside the base prices of the variants: for everyone, for the customers of one price tier, or for one
 * customer. The prices themselves are records of their own ({@link price}), so that a list may have 100,000 of them.
 */
export const priceList = defineResource({
  name: 'pricing.priceList',
  path: 'pricing/lists',
  title: 'name',
  subtitle: 'code',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 40, format: 'code', list: true, group: 'identity' }),
    name: f.translated({ required: true, list: true, group: 'identity' }),
    state: f.state(['draft', 'active', 'archived'], { list: true }),
    currency: f.choice(['EUR'], { required: true, default: 'EUR', filter: true, group: 'identity' }),
    taxIncluded: f.bool({ list: true, group: 'identity' }),
    channel: f.choice(channels, { required: true, default: 'any', list: true, group: 'audience' }),
    audience: f.choice(['everyone', 'tier', 'customer'], { readOnly: true, default: 'everyone', list: true }),
    priceTier: f.ref('party.priceTier', { filter: true, group: 'audience' }),
    customer: f.ref('party.customer', { filter: true, group: 'audience' }),
    priority: f.int({ required: true, default: 0, min: 0, max: 1000, filter: true, group: 'audience' }),
    allowsDiscount: f.bool({ default: true, filter: true, group: 'audience' }),
    validFrom: f.date({ list: true, group: 'validity' }),
    validTo: f.date({ list: true, group: 'validity' }),
  },
  search: ['code', 'name'],
  indexes: [['state', 'audience']],
  editableIn: ['draft', 'active'],
  verbs: {
    activate: { from: ['draft'], to: 'active', primary: true },
    archive: { from: ['draft', 'active'], to: 'archived', danger: true },
    reopen: { from: ['archived'], to: 'draft' },
  },
});
