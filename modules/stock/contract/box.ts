import { defineResource, f } from '#kernel/contract/index.ts';

/** A kind of box: millimetres outside, grams empty (101 g is not 0.10 kg). */
export const boxType = defineResource({
  name: 'stock.boxType',
  path: 'stock/box-types',
  title: 'name',
  sort: 'name',
  fields: {
    name: f.text({ required: true, unique: true, max: 80, list: true }),
    length: f.int({ min: 1, list: true }),
    width: f.int({ min: 1, list: true }),
    height: f.int({ min: 1, list: true }),
    /** Grams. */
    tare: f.int({ min: 0, list: true }),
    /** Grams. */
    divider: f.int({ min: 0 }),
    slots: f.int({ required: true, default: 1, min: 1, max: 60, list: true }),
    color: f.text({ max: 40, filter: true }),
    maker: f.text({ max: 80, filter: true }),
    legacyId: f.text({ max: 64, index: true, filter: true, readOnly: true }),
  },
  search: ['name', 'maker'],
});

/**
 * A box (Schütte) with slots. What lies in it lies where the box stands: moving it moves its contents. A box that
 * nobody has put anywhere stands at the place for goods under way.
 */
export const box = defineResource({
  name: 'stock.box',
  path: 'stock/boxes',
  title: 'code',
  subtitle: 'note',
  sort: 'code',
  fields: {
    code: f.text({ required: true, filled: true, unique: true, max: 40, list: true }),
    type: f.ref('stock.boxType', { list: true }),
    purpose: f.choice(['storage', 'picking', 'transport', 'workshop'], {
      required: true,
      default: 'storage',
      list: true,
    }),
    /** Moved by the verb, so that its contents come along. */
    location: f.ref('stock.location', { required: true, filled: true, createOnly: true, list: true }),
    isActive: f.bool({ default: true, filter: true }),
    slots: f.lines({
      code: f.text({ required: true, max: 4 }),
      color: f.text({ max: 20 }),
    }),
    note: f.text({ max: 200, list: true }),
    legacyId: f.text({ max: 64, index: true, filter: true, readOnly: true }),
  },
  search: ['code', 'note'],
  verbs: {
    move: {
      primary: true,
      input: { location: f.ref('stock.location', { required: true, where: { kind: 'storage' } }) },
      event: 'moved',
    },
    /** Makes adjacent slots one compartment; what lies in them comes along. */
    join: {
      input: {
        firstSlot: f.int({ required: true, min: 1 }),
        lastSlot: f.int({ required: true, min: 1 }),
        product: f.ref('catalog.variant'),
      },
      event: 'joined',
    },
    /** Brings pieces from a place into a compartment; where the box stands, if none is named. */
    put: {
      input: {
        compartment: f.ref('stock.compartment', { required: true }),
        product: f.ref('catalog.variant', { required: true }),
        lot: f.ref('stock.lot', { match: { product: 'product' } }),
        quantity: f.quantity({ required: true, min: 0 }),
        from: f.ref('stock.location', { where: { kind: 'storage' } }),
      },
      event: 'filled',
    },
    /** Brings pieces from a compartment into another one or, without a target, out of the box. */
    shift: {
      input: {
        compartment: f.ref('stock.compartment', { required: true }),
        lot: f.ref('stock.lot'),
        quantity: f.quantity({ required: true, min: 0.000001 }),
        to: f.ref('stock.compartment'),
      },
      event: 'shifted',
    },
    /** Takes a compartment apart into its slots, saying where its content goes: every piece must be named. */
    split: {
      input: {
        compartment: f.ref('stock.compartment', { required: true }),
        contents: f.lines({
          slot: f.int({ required: true, min: 1 }),
          quantity: f.quantity({ required: true, min: 0.000001 }),
        }),
        /** What lies loose at the place of the box afterwards. */
        loose: f.quantity({ min: 0 }),
      },
      event: 'split',
    },
  },
});

/** Adjacent slots of a box as one (Einheit); it holds one article. What is dissolved stays for the ledger's sake. */
export const compartment = defineResource({
  name: 'stock.compartment',
  path: 'stock/compartments',
  title: 'code',
  sort: 'code',
  operations: [],
  hidden: true,
  fields: {
    /** `<box>/<first slot>` or `<box>/<first>-<last>`. */
    code: f.text({ required: true, max: 60, index: true, list: true }),
    box: f.ref('stock.box', { required: true, list: true }),
    state: f.state(['active', 'dissolved'], { list: true }),
    /** Positions of its slots in the box, from 1. */
    firstSlot: f.int({ required: true, min: 1 }),
    lastSlot: f.int({ required: true, min: 1 }),
    product: f.ref('catalog.variant', { list: true }),
  },
  search: ['code'],
});
