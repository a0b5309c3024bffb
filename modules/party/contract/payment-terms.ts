import { defineResource, f } from '#kernel/contract/index.ts';

/** When an invoice is due, and what may be deducted for paying early. */
export const paymentTerms = defineResource({
  name: 'party.paymentTerms',
  path: 'party/payment-terms',
  title: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 20, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    netDays: f.int({ required: true, min: 0, max: 365, list: true }),
    cashDiscountDays: f.int({ min: 0, max: 365, list: true }),
    cashDiscount: f.rate({ min: 0, max: 100, list: true }),
  },
});
