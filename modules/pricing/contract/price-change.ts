import { defineResource, f } from '#kernel/contract/index.ts';

/** The base prices a mass change can be made of. Purchase prices are none of sales' business. */
export const basePrices = ['retail', 'trade', 'recommended'] as const;
export type BasePrice = (typeof basePrices)[number];

/** Prices that are set in the transaction of the verb; more are the work of a job. */
export const mostAtOnce = 1000;
export const changeJob = 'pricing.change';

export const changeRules = ['percent', 'amount', 'set'] as const;
export const roundings = ['none', 'cent', 'fiveCents', 'tenCents', 'ninetyNine'] as const;
export type Rounding = (typeof roundings)[number];

/**
 * A mass change of prices: which prices, how they change, and from when. A draft shows what it would do; applied, it keeps
 * what it did, row by row, and can be undone by another change.
 */
export const priceChange = defineResource({
  name: 'pricing.change',
  path: 'pricing/changes',
  title: 'name',
  fields: {
    name: f.text({ required: true, list: true, group: 'what' }),
    state: f.state(['draft', 'applying', 'applied', 'undoing', 'undone'], { list: true }),
    source: f.choice([...basePrices, 'list'], { required: true, default: 'trade', list: true, group: 'what' }),
    sourceList: f.ref('pricing.priceList', { filter: true, group: 'what' }),
    category: f.ref('catalog.category', { filter: true, group: 'what' }),
    product: f.ref('catalog.product', { filter: true, group: 'what' }),
    tag: f.ref('catalog.tag', { filter: true, group: 'what' }),
    words: f.text({ max: 200, group: 'what' }),
    priceFrom: f.money({ min: 0, group: 'what' }),
    priceTo: f.money({ min: 0, group: 'what' }),
    rule: f.choice(changeRules, { required: true, default: 'percent', list: true, group: 'how' }),
    percent: f.rate({ min: -100, max: 1000, list: true, group: 'how' }),
    amount: f.money({ group: 'how' }),
    rounding: f.choice(roundings, { required: true, default: 'cent', group: 'how' }),
    validFrom: f.date({ list: true, group: 'when' }),
    targetList: f.ref('pricing.priceList', { filter: true, group: 'when' }),
    count: f.int({ readOnly: true, list: true }),
    appliedAt: f.dateTime({ readOnly: true, list: true }),
    undoes: f.ref('pricing.change', { readOnly: true }),
  },
  search: ['name'],
  editableIn: ['draft'],
  verbs: {
    /** Few prices at once, many by a job: until its end the change is `applying`. */
    apply: { from: ['draft', 'applying'], primary: true, event: 'applied' },
    undo: { from: ['applied', 'applying'], event: 'undone' },
  },
});

/** What a mass change did to one price; written with the change, never again. */
export const priceChangeRow = defineResource({
  name: 'pricing.changeRow',
  path: 'pricing/change-rows',
  title: 'subject',
  hidden: true,
  operations: [],
  appendOnly: true,
  fields: {
    change: f.ref('pricing.change', { required: true, list: true }),
    variant: f.ref('catalog.variant', { list: true, index: false }),
    /** The price record, where it was no base price; a number, so that it may be removed later on. */
    priceRecord: f.int(),
    subject: f.text({ required: true, max: 80, list: true }),
    before: f.money({ list: true }),
    after: f.money({ required: true, list: true }),
    /** The price that ends because of it, and when it would have ended. */
    endedRecord: f.int(),
    endedUntil: f.date(),
  },
});
