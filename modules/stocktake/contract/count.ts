import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * A stocktake: all places of a warehouse, one zone of it, or the places of products that it is time to count again.
 * Started, it says who shall count what; posted, the stock is as it was counted.
 */
export const count = defineResource({
  name: 'stocktake.count',
  path: 'stocktake/counts',
  title: 'number',
  subtitle: 'note',
  fields: {
    /** Drawn when it is started. */
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    state: f.state(['draft', 'counting', 'posted', 'reversed', 'canceled'], { list: true }),
    kind: f.choice(['full', 'zone', 'cyclic'], { required: true, default: 'full', list: true, group: 'scope' }),
    warehouse: f.ref('stock.warehouse', { required: true, filled: true, list: true, group: 'scope' }),
    /** Of a zone: it and everything below it. */
    location: f.ref('stock.location', { where: { kind: 'storage' }, list: true, group: 'scope' }),
    /** Of a cyclic count: products of this class alone. */
    abcClass: f.choice(['A', 'B', 'C'], { list: true, group: 'scope' }),
    /** Of a cyclic count: days since they were counted there; A is counted more often than C. */
    notCountedFor: f.int({ filled: true, min: 0, max: 10_000, filter: true, group: 'scope' }),
    /** Of a cyclic count: no more places at once, those first that have waited longest. */
    mostPlaces: f.int({ min: 1, max: 10_000, filter: true, group: 'scope' }),
    /** Places where by the books nothing lies are looked at too. */
    includesEmpty: f.bool({ default: true, filter: true, group: 'scope' }),
    /** While it is counted, nothing moves in or out. */
    freezes: f.bool({ filter: true, group: 'rules' }),
    /** A greater difference, in percent of what is expected, is counted again by somebody else; none: when asked for. */
    tolerance: f.rate({ min: 0, filter: true, group: 'rules' }),
    /** Business day of the posting; the day it is posted where nobody says another. */
    date: f.date({ list: true, group: 'rules' }),
    note: f.text({ max: 200, list: true, group: 'rules' }),
    startedAt: f.dateTime({ readOnly: true, filter: true }),
    reversedOn: f.date({ readOnly: true, filter: true }),
    reverseReason: f.text({ readOnly: true, max: 200, filter: true }),
  },
  search: ['number', 'note'],
  editableIn: ['draft'],
  lock: { states: ['posted', 'reversed', 'canceled'], except: ['state', 'reversedOn', 'reverseReason'] },
  verbs: {
    start: { from: ['draft'], to: 'counting', primary: true, event: 'started' },
    /** Asks for a second count of positions, by somebody else. */
    recount: {
      from: ['counting'],
      event: 'recountAsked',
      input: { positions: f.refs('stocktake.position', { required: true }) },
    },
    post: {
      from: ['counting'],
      to: 'posted',
      primary: true,
      irreversible: true,
      /** What has not been counted stays as it is. */
      input: { partly: f.bool() },
    },
    cancel: { from: ['draft', 'counting'], to: 'canceled', danger: true },
    reverse: {
      from: ['posted'],
      to: 'reversed',
      danger: true,
      input: { reason: f.text({ required: true, min: 3, max: 200 }) },
    },
  },
});
