import { defineResource, f } from '#kernel/contract/index.ts';
import { businessDay, goodsFrom, livesOn, reversal, reverseVerb, whereabouts } from './goods.ts';

/** A correction of what the books say lies somewhere, with its reason (PRD-WHS-09, PRD-PRM-26). */
export const adjustment = defineResource({
  name: 'stock.adjustment',
  path: 'stock/adjustments',
  title: 'number',
  subtitle: 'note',
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    state: f.state(['draft', 'posted', 'reversed'], { list: true }),
    ...businessDay('cause'),
    reason: f.ref('stock.reason', {
      required: true,
      where: { kind: 'adjustment', isActive: true },
      list: true,
      group: 'cause',
    }),
    location: f.ref('stock.location', {
      required: true,
      filled: true,
      where: { kind: 'storage' },
      list: true,
      group: 'cause',
    }),
    note: f.text({ max: 200, list: true, group: 'cause' }),
    ...reversal,
    lines: f.lines({
      ...goodsFrom('location'),
      /** More than the books say, or less: with its sign. */
      quantity: f.quantity({ required: true, filled: true }),
      expiresOn: f.date(),
      ...whereabouts,
    }),
  },
  search: ['number', 'note'],
  lock: { states: ['posted', 'reversed'], except: livesOn },
  verbs: {
    post: { from: ['draft'], to: 'posted', primary: true, irreversible: true },
    reverse: { from: ['posted'], ...reverseVerb },
  },
});
