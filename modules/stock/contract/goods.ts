import { f } from '#kernel/contract/index.ts';

/**
 * What a line of every warehouse document begins with, in the order of the scanner: the product, its lot, how much.
 * `lots` is a lot's number or, for what is tracked by serial numbers, those numbers and ranges of them
 * (`SN0001-SN0100, X7`); the quantity follows from them.
 */
export const goods = {
  product: f.ref('catalog.variant', { required: true }),
  lots: f.text({ max: 2000 }),
  quantity: f.quantity({ required: true, filled: true, min: 0.000001 }),
};

/** Goods that leave a place: of the line's product, the lots that lie there are offered. @param place field that names it */
export const goodsFrom = (place: string) => ({
  ...goods,
  lots: f.text({
    max: 2000,
    suggests: {
      from: 'stock.balance',
      field: 'lot',
      amount: 'onHand',
      match: { product: 'product', location: place },
      several: true,
    },
  }),
});

/** Where the goods of a line lie or come to lie; empty: as the document says. */
export const whereabouts = {
  location: f.ref('stock.location', { where: { kind: 'storage' }, index: false }),
  compartment: f.ref('stock.compartment', { index: false }),
};

/** The day of a document; the day of posting where nobody has entered another. */
export const businessDay = (group: string) => ({
  date: f.date({ required: true, filled: true, list: true, group }),
  /** Somebody has entered the day: it stays when the document is posted later. */
  dateEntered: f.bool({ readOnly: true, group }),
});

/** What a reversal leaves at the document. */
export const reversal = {
  reversedOn: f.date({ readOnly: true, filter: true }),
  reverseReason: f.text({ readOnly: true, max: 200, filter: true }),
};
/** What of a posted document still changes. */
export const livesOn = ['state', 'reversedOn', 'reverseReason'];

export const reverseVerb = {
  to: 'reversed',
  danger: true,
  input: { reason: f.text({ required: true, min: 3, max: 200 }) },
} as const;
