import { defineResource, f } from '#kernel/contract/index.ts';

export const abcClasses = ['A', 'B', 'C'] as const;
export type AbcClass = (typeof abcClasses)[number];

/**
 * How much of what leaves the house a product makes up, by value over a year: the few that are four fifths of it (A),
 * those up to nineteen twentieths (B), the many others (C). Computed every night.
 */
export const abcClass = defineResource({
  name: 'replenishment.abcClass',
  path: 'replenishment/abc-classes',
  title: 'product',
  subtitle: 'class',
  sort: 'rank',
  projection: true,
  fields: {
    product: f.ref('catalog.variant', { required: true, unique: true, list: true }),
    class: f.choice(abcClasses, { required: true, list: true }),
    rank: f.int({ required: true, list: true }),
    /** That left within a year. */
    quantity: f.quantity({ required: true, list: true }),
    value: f.money({ required: true, read: 'catalog.variant:purchasePrice', list: true }),
    share: f.rate({ required: true, list: true }),
    computedOn: f.date({ required: true, list: true }),
  },
});
