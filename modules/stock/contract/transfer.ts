import { defineResource, f } from '#kernel/contract/index.ts';
import { businessDay, goods, goodsFrom, reversal, reverseVerb } from './goods.ts';

const place = { where: { kind: 'storage' }, index: false } as const;

/**
 * Goods from one place of the house to another (PRD-WHS-02): at once (`post`), or in two steps, shipped and received,
 * between which they lie at the place for goods under way. What has not arrived stays visible there until it comes or
 * is written off.
 */
export const transfer = defineResource({
  name: 'stock.transfer',
  path: 'stock/transfers',
  title: 'number',
  subtitle: 'note',
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    state: f.state(['draft', 'shipped', 'incomplete', 'received', 'reversed'], { list: true }),
    ...businessDay('way'),
    expectedOn: f.date({ filter: true, group: 'way' }),
    from: f.ref('stock.location', { required: true, filled: true, list: true, group: 'way', ...place }),
    to: f.ref('stock.location', { required: true, list: true, group: 'way', ...place }),
    /** Where the goods are between the two steps. */
    via: f.ref('stock.location', { readOnly: true, index: false, group: 'way' }),
    receivedOn: f.date({ readOnly: true, filter: true, group: 'way' }),
    /** Why what did not arrive was written off. */
    lossReason: f.ref('stock.reason', { readOnly: true, index: false, group: 'way' }),
    note: f.text({ max: 200, list: true, group: 'way' }),
    ...reversal,
    lines: f.lines({
      ...goodsFrom('from'),
      from: f.ref('stock.location', place),
      fromCompartment: f.ref('stock.compartment', { index: false }),
      to: f.ref('stock.location', place),
      toCompartment: f.ref('stock.compartment', { index: false }),
      received: f.quantity({ required: true, readOnly: true, default: 0 }),
    }),
  },
  search: ['number', 'note'],
  editableIn: ['draft'],
  indexes: [['state', 'expectedOn']],
  lock: { states: ['received', 'reversed'], except: ['state', 'reversedOn', 'reverseReason'] },
  verbs: {
    post: { from: ['draft'], to: 'received', primary: true, event: 'posted' },
    ship: { from: ['draft'], to: 'shipped' },
    receive: {
      from: ['shipped', 'incomplete'],
      primary: true,
      event: 'arrived',
      /** None: everything that is under way. */
      input: { arrivals: f.lines({ ...goods, quantity: f.quantity({ min: 0.000001 }) }) },
    },
    writeOff: {
      from: ['incomplete'],
      to: 'received',
      danger: true,
      event: 'writtenOff',
      input: { reason: f.ref('stock.reason', { required: true, where: { kind: 'adjustment', isActive: true } }) },
    },
    reverse: { from: ['shipped', 'incomplete', 'received'], ...reverseVerb },
  },
});
