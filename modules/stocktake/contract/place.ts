import { defineResource, f } from '#kernel/contract/index.ts';

const goods = {
  product: f.ref('catalog.variant', { required: true }),
  lot: f.ref('stock.lot'),
  compartment: f.ref('stock.compartment'),
};

/** A place of a stocktake: one person counts it at a time, and everything counted there goes through it. */
export const place = defineResource({
  name: 'stocktake.place',
  path: 'stocktake/places',
  title: 'location',
  sort: 'route',
  operations: [],
  hidden: true,
  fields: {
    count: f.ref('stocktake.count', { required: true, list: true }),
    location: f.ref('stock.location', { required: true, list: true }),
    /** Where it comes on the way, from 1. */
    route: f.int({ required: true, list: true }),
    state: f.state(['open', 'counting', 'done', 'closed'], { list: true }),
    counter: f.ref('identity.user', { list: true, index: false }),
    finishedAt: f.dateTime({ list: true }),
    /** The location while the stocktake goes on: no place is in two of them at once. */
    running: f.int({ unique: true }),
  },
  unique: [['count', 'location']],
  verbs: {
    /** Says that one stands before it; somebody else who does is told. */
    begin: { from: ['open', 'counting', 'done'], to: 'counting', event: 'begun', input: { takeOver: f.bool() } },
    /** So much lies here; `adds` to what was counted here already. */
    count: {
      from: ['open', 'counting', 'done'],
      to: 'counting',
      event: 'counted',
      input: {
        ...goods,
        /** Number of a lot that nobody knew, found here. */
        newLot: f.text({ max: 60 }),
        quantity: f.quantity({ required: true, min: 0 }),
        adds: f.bool(),
        takeOver: f.bool(),
        /** When it was counted, where it could not be sent at once. */
        at: f.dateTime(),
      },
    },
    /** Takes back what oneself has counted. */
    clear: {
      from: ['open', 'counting', 'done'],
      to: 'counting',
      event: 'cleared',
      input: { position: f.ref('stocktake.position', { required: true }) },
    },
    /** Everything that lies here is counted; what is not found is not there. */
    finish: { from: ['open', 'counting'], to: 'done', event: 'finished', input: { restIsGone: f.bool() } },
  },
});
