import { defineResource, f } from '#kernel/contract/index.ts';

/** Grams that a scale of a warehouse can show: a hundred tonnes. */
export const heaviest = 100_000_000;

/** Permission to choose the orders that are picked next. */
export const plansWaves = 'picking.wave:plan';

/**
 * One walk through the warehouse, for one order or for many: what is still to be fetched is not kept here but is what is
 * reserved for its orders and does not lie at the picking place yet.
 */
export const wave = defineResource({
  name: 'picking.wave',
  path: 'picking/waves',
  title: 'number',
  subtitle: 'note',
  operations: ['update'],
  fields: {
    number: f.text({ required: true, readOnly: true, unique: true, max: 30, list: true }),
    state: f.state(['open', 'picked', 'canceled'], { list: true }),
    date: f.date({ required: true, readOnly: true, list: true }),
    warehouse: f.ref('stock.warehouse', { required: true, readOnly: true, list: true }),
    /** Where the goods are brought. */
    place: f.ref('stock.location', { required: true, readOnly: true, filter: true, index: false }),
    orders: f.int({ required: true, readOnly: true, list: true }),
    /** How far a weight may be off before a reason is asked for; the next walk of the warehouse begins with it too. */
    tolerance: f.rate({ required: true, default: 100_000, min: 0, max: 100, write: plansWaves }),
    note: f.text({ max: 200, list: true }),
  },
  search: ['number', 'note'],
  editableIn: ['open'],
  verbs: {
    /** Goods from a shelf to the picking place, counted or weighed; what is missing there is said with it. */
    take: {
      from: ['open'],
      input: {
        list: f.ref('picking.list', { required: true }),
        line: f.int({ required: true, min: 1 }),
        location: f.ref('stock.location', { required: true }),
        compartment: f.ref('stock.compartment'),
        lot: f.ref('stock.lot'),
        quantity: f.quantity({ required: true, min: 0 }),
        /** The rest is not there. */
        isShort: f.bool(),
        /** Grams that the scale shows, box and all. */
        gross: f.quantity({ min: 0, max: heaviest }),
        /** Grams of what the goods lie in; those of the order's box where nobody says. */
        tare: f.quantity({ min: 0, max: heaviest }),
        reason: f.text({ max: 200 }),
        /** What the scanner read, to be checked once more. */
        scannedPlace: f.text({ max: 200 }),
        scannedProduct: f.text({ max: 200 }),
        scannedBox: f.text({ max: 200 }),
      },
      event: 'taken',
    },
    finish: { from: ['open'], to: 'picked', primary: true },
    /** Everything goes back to where it was taken from. */
    cancel: { from: ['open'], to: 'canceled', danger: true },
  },
});
