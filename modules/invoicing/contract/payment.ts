import { defineResource, f } from '#kernel/contract/index.ts';

/** Money received for an invoice; written once (PRD-SAL-10). */
export const payment = defineResource({
  name: 'invoicing.payment',
  path: 'invoicing/payments',
  title: 'reference',
  appendOnly: true,
  fields: {
    invoice: f.ref('invoicing.invoice', { required: true, list: true }),
    customer: f.ref('party.customer', { required: true, list: true }),
    date: f.date({ required: true, list: true }),
    amount: f.money({ required: true, list: true }),
    method: f.choice(['transfer', 'cash', 'card', 'directDebit'], { required: true, list: true }),
    reference: f.text({ list: true }),
  },
});
