import { defineResource, f } from '#kernel/contract/index.ts';

const address = {
  kind: f.choice(['billing', 'shipping'], { required: true, default: 'shipping' }),
  name: f.text(),
  addition: f.text(),
  street: f.text({ required: true }),
  postalCode: f.text({ required: true, max: 20 }),
  city: f.text({ required: true }),
  country: f.text({ required: true, min: 2, max: 2, default: 'DE' }),
};

/** Business customers and consumers (PRD-SAL-01). The first billing address is the invoice's, the first shipping address the delivery's. */
export const customer = defineResource({
  name: 'party.customer',
  path: 'party/customers',
  title: 'number',
  subtitle: 'name',
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    type: f.choice(['company', 'individual'], { required: true, list: true, group: 'identity' }),
    name: f.text({ readOnly: true, list: true }),
    companyName: f.text({ group: 'identity' }),
    salutation: f.text({ max: 40, group: 'identity' }),
    firstName: f.text({ group: 'identity' }),
    lastName: f.text({ group: 'identity' }),
    language: f.choice(['de', 'en'], { required: true, default: 'de', list: true, group: 'identity' }),
    email: f.text({ format: 'email', list: true, group: 'contact' }),
    phone: f.text({ format: 'phone', group: 'contact' }),
    city: f.text({ readOnly: true, list: true }),
    country: f.text({ readOnly: true, max: 2, list: true }),
    vatId: f.text({ max: 20, group: 'terms' }),
    paymentTerms: f.ref('party.paymentTerms', { required: true, filled: true, filter: true, group: 'terms' }),
    priceTier: f.ref('party.priceTier', { required: true, filled: true, filter: true, group: 'terms' }),
    discount: f.rate({ min: 0, max: 100, group: 'terms' }),
    deliveryBlocked: f.bool({ filter: true, group: 'terms' }),
    legacyNumber: f.text({ max: 40, index: true, filter: true, group: 'legacy' }),
    addresses: f.lines(address),
  },
  search: ['number', 'name', 'companyName', 'lastName', 'city', 'email', 'phone', 'legacyNumber'],
});
