import { defineResource, f } from '#kernel/contract/index.ts';

/** Knows whom a lot reached, for its recall, without a right to customers, orders or what they paid. */
export const seesCustomersReached = 'stock.lot:customers';

/**
 * A lot, or one serial number, of a product: goods that were made or came in together (PRD-WHS-05). Receipts and
 * production create them; what is blocked is neither reserved nor given out.
 */
export const lot = defineResource({
  name: 'stock.lot',
  path: 'stock/lots',
  title: 'number',
  subtitle: 'product',
  operations: ['create', 'update', 'import'],
  fields: {
    number: f.text({ required: true, max: 60, list: true, createOnly: true }),
    product: f.ref('catalog.variant', { required: true, list: true, createOnly: true }),
    state: f.state(['free', 'blocked'], { list: true }),
    /** One piece of its own; follows from how the product is tracked. */
    isSerial: f.bool({ readOnly: true, filter: true }),
    receivedOn: f.date({ filled: true, list: true }),
    expiresOn: f.date({ filled: true, list: true }),
    supplierLot: f.text({ max: 60, filter: true }),
    blockReason: f.text({ readOnly: true, max: 200, filter: true }),
    note: f.longText({ max: 2000 }),
  },
  unique: [['product', 'number']],
  search: ['number', 'supplierLot'],
  verbs: {
    block: { from: ['free'], to: 'blocked', danger: true, input: { reason: f.text({ required: true, min: 3 }) } },
    unblock: { from: ['blocked'], to: 'free' },
  },
});
