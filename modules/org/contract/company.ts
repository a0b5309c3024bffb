import { defineResource, f } from '#kernel/contract/index.ts';

/** The firm that runs Kontor: what its documents print about the seller (§ 14 UStG). One record. */
export const company = defineResource({
  name: 'org.company',
  path: 'org/companies',
  title: 'name',
  operations: ['create', 'update'],
  fields: {
    name: f.text({ required: true, list: true, group: 'address' }),
    street: f.text({ required: true, group: 'address' }),
    postalCode: f.text({ required: true, max: 20, group: 'address' }),
    city: f.text({ required: true, list: true, group: 'address' }),
    country: f.text({ required: true, max: 2, min: 2, default: 'DE', group: 'address' }),
    phone: f.text({ format: 'phone', group: 'contact' }),
    email: f.text({ format: 'email', group: 'contact' }),
    website: f.text({ format: 'url', group: 'contact' }),
    taxNumber: f.text({ max: 30, group: 'tax' }),
    vatId: f.text({ max: 20, group: 'tax' }),
    register: f.text({ group: 'tax' }),
    managingDirector: f.text({ group: 'tax' }),
    bankName: f.text({ group: 'bank' }),
    iban: f.text({ max: 42, group: 'bank' }),
    bic: f.text({ max: 11, group: 'bank' }),
    currency: f.text({ max: 3, min: 3, default: 'EUR', readOnly: true, group: 'bank' }),
  },
});
