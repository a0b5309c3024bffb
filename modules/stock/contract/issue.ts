import { defineResource, f } from '#kernel/contract/index.ts';
import { businessDay, goodsFrom, livesOn, reversal, reverseVerb, whereabouts } from './goods.ts';

/** A goods issue without an order: to a customer or back to a supplier, for own use, or thrown away. */
export const issue = defineResource({
  name: 'stock.issue',
  path: 'stock/issues',
  title: 'number',
  subtitle: 'customer',
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    kind: f.choice(['customer', 'supplierReturn', 'ownUse', 'scrap'], { required: true, list: true, group: 'use' }),
    state: f.state(['draft', 'posted', 'reversed'], { list: true }),
    ...businessDay('use'),
    customer: f.ref('party.customer', { filter: true, group: 'use' }),
    /** Who is given the goods: the customer's name, or somebody who is none. */
    recipient: f.text({ read: 'party.customer:read', list: true, group: 'use' }),
    /** Why it is thrown away or sent back. */
    reason: f.ref('stock.reason', { where: { isActive: true }, list: true, group: 'use' }),
    location: f.ref('stock.location', {
      required: true,
      filled: true,
      where: { kind: 'storage' },
      list: true,
      group: 'use',
    }),
    note: f.longText({ max: 2000, group: 'use' }),
    ...reversal,
    lines: f.lines({ ...goodsFrom('location'), ...whereabouts }),
  },
  search: ['number'],
  lock: { states: ['posted', 'reversed'], except: livesOn },
  verbs: {
    post: { from: ['draft'], to: 'posted', primary: true, irreversible: true },
    reverse: { from: ['posted'], ...reverseVerb },
  },
});
