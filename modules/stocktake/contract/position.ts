import { defineResource, f } from '#kernel/contract/index.ts';

/** Seeing what the books say, beside what was counted; who lacks it counts blind. */
export const seesExpected = 'stocktake.position:expected';
const byTheBooks = { read: seesExpected, list: true } as const;

/** What lies at one place of a stocktake of one product, one lot, in one box. */
export const position = defineResource({
  name: 'stocktake.position',
  path: 'stocktake/positions',
  title: 'product',
  subtitle: 'location',
  sort: 'id',
  operations: [],
  hidden: true,
  fields: {
    count: f.ref('stocktake.count', { required: true, list: true }),
    place: f.ref('stocktake.place', { required: true, filter: true }),
    location: f.ref('stock.location', { required: true, list: true }),
    product: f.ref('catalog.variant', { required: true, list: true }),
    lot: f.ref('stock.lot', { zeroWhenAbsent: true, list: true }),
    compartment: f.ref('stock.compartment', { zeroWhenAbsent: true, list: true }),
    state: f.state(['open', 'counted', 'recount', 'recounted'], { list: true }),
    /** Blind as well: whoever counts again would otherwise know what was counted first. What is one's own stands on the sheet. */
    counted: f.quantity(byTheBooks),
    /** By the books at the instant of counting, so that what moves later does not matter. */
    expected: f.quantity(byTheBooks),
    difference: f.quantity(byTheBooks),
    countedBy: f.ref('identity.user', { list: true, index: false }),
    countedAt: f.dateTime({ list: true }),
    /** Of the first count, where it was counted again. */
    firstCounted: f.quantity(byTheBooks),
    firstCountedBy: f.ref('identity.user', { list: true, index: false }),
    /** By the books nothing of it lay there. */
    isFound: f.bool({ filter: true }),
    /** How much was reserved of what is missing, and was given free by the posting. */
    released: f.quantity({ filter: true }),
  },
  unique: [['place', 'product', 'lot', 'compartment']],
  indexes: [
    ['count', 'state'],
    ['location', 'product'],
  ],
});
