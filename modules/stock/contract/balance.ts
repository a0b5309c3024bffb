import { defineResource, f } from '#kernel/contract/index.ts';

/** What lies where: the sum of the movements, kept in their transaction by guarded updates. */
export const balance = defineResource({
  name: 'stock.balance',
  path: 'stock/balances',
  title: 'product',
  projection: true,
  fields: {
    product: f.ref('catalog.variant', { required: true, list: true }),
    location: f.ref('stock.location', { required: true, list: true }),
    compartment: f.ref('stock.compartment', { zeroWhenAbsent: true, list: true }),
    lot: f.ref('stock.lot', { zeroWhenAbsent: true, list: true }),
    onHand: f.quantity({ required: true, default: 0, list: true }),
    reserved: f.quantity({ required: true, default: 0, list: true }),
    allowsNegative: f.bool({ filter: true }),
  },
  unique: [['location', 'product', 'lot', 'compartment']],
  holds: [
    { name: 'onHandNotNegative', field: 'onHand', atLeast: 0, unless: 'allowsNegative' },
    { name: 'reservedNotNegative', field: 'reserved', atLeast: 0 },
    { name: 'reservedWithinOnHand', field: 'reserved', atMost: 'onHand', unless: 'allowsNegative' },
  ],
});
