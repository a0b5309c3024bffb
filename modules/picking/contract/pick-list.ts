import { defineResource, f } from '#kernel/contract/index.ts';
import { heaviest } from './wave.ts';

/** Millimetres: no parcel is longer than a ship's container. */
const longest = 20_000;

/** The picking of one order, alone or with others in one walk, up to its parcels. */
export const pickList = defineResource({
  name: 'picking.list',
  path: 'picking/lists',
  title: 'label',
  subtitle: 'order',
  operations: [],
  fields: {
    /** The wave's number and its place in it: `KO2026-00012/3`. */
    label: f.text({ required: true, unique: true, max: 40, list: true }),
    wave: f.ref('picking.wave', { required: true, list: true }),
    position: f.int({ required: true, min: 1 }),
    order: f.ref('sales.order', { required: true, list: true }),
    customer: f.ref('party.customer', { required: true, list: true }),
    state: f.state(['open', 'picked', 'packed', 'delivered', 'canceled'], { list: true }),
    /** The order while it is being picked: it is so in one walk only. */
    activeOrder: f.int({ unique: true }),
    /** What its goods are gathered in. */
    box: f.ref('stock.box', { filter: true, index: false }),
    /** The box while it is in use: for one order at a time. */
    activeBox: f.int({ unique: true }),
  },
  search: ['label', 'order'],
  verbs: {
    /** Says in which box the goods are gathered; none: in none. */
    assignBox: { from: ['open'], input: { box: f.ref('stock.box') }, event: 'boxAssigned' },
    /** A parcel of what is named; of everything that is in none yet, where nothing is. */
    pack: {
      from: ['picked'],
      input: {
        /** Grams. */
        weight: f.int({ required: true, min: 1, max: heaviest }),
        /** Millimetres. */
        length: f.int({ min: 1, max: longest }),
        width: f.int({ min: 1, max: longest }),
        height: f.int({ min: 1, max: longest }),
        contents: f.lines({
          line: f.int({ required: true, min: 1 }),
          lot: f.ref('stock.lot'),
          quantity: f.quantity({ required: true, min: 0.000001 }),
        }),
      },
      event: 'parcelPacked',
    },
    /** Everything goes back to where it was taken from. */
    putBack: { from: ['open', 'picked'], to: 'canceled', danger: true, event: 'putBack' },
  },
});
