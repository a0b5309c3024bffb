import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * One price, or one discount, of a price list: for a variant, for all variants of a product, or (discounts only) for a
 * category and what is below it. It holds from a quantity on and between two days, both included.
 */
export const price = defineResource({
  name: 'pricing.price',
  path: 'pricing/prices',
  title: 'subject',
  sort: 'subject',
  fields: {
    subject: f.text({ readOnly: true, max: 80, index: true, filter: true }),
    priceList: f.ref('pricing.priceList', { required: true, createOnly: true, list: true, index: false }),
    variant: f.ref('catalog.variant', { createOnly: true, list: true }),
    product: f.ref('catalog.product', { createOnly: true, list: true }),
    category: f.ref('catalog.category', { createOnly: true, list: true }),
    price: f.money({ min: 0, list: true }),
    discount: f.rate({ min: 0, max: 100, list: true }),
    minQuantity: f.quantity({ required: true, default: 0, min: 0, list: true }),
    validFrom: f.date({ list: true }),
    validTo: f.date({ list: true }),
  },
  search: ['subject'],
  indexes: [
    ['priceList', 'subject'],
    ['priceList', 'variant'],
    ['priceList', 'product'],
    ['priceList', 'category'],
  ],
});

/** What a price is for; exactly one of them is set. */
export const subjectFields = ['variant', 'product', 'category'] as const;
export type SubjectField = (typeof subjectFields)[number];
