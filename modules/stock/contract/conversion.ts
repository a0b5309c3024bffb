import { defineResource, f } from '#kernel/contract/index.ts';
import { businessDay, goods, goodsFrom, livesOn, reversal, reverseVerb, whereabouts } from './goods.ts';

/**
 * Goods made of other goods without a production order: kits, repacking, a casting by hand. What goes in and what comes
 * out stand on one paper, so that each lot knows what it was made of.
 */
export const conversion = defineResource({
  name: 'stock.conversion',
  path: 'stock/conversions',
  title: 'number',
  subtitle: 'note',
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    state: f.state(['draft', 'posted', 'reversed'], { list: true }),
    ...businessDay('work'),
    location: f.ref('stock.location', {
      required: true,
      filled: true,
      where: { kind: 'storage' },
      list: true,
      group: 'work',
    }),
    note: f.text({ max: 200, list: true, group: 'work' }),
    ...reversal,
    inputs: f.lines({ ...goodsFrom('location'), ...whereabouts }),
    outputs: f.lines({ ...goods, expiresOn: f.date(), ...whereabouts }),
  },
  search: ['number', 'note'],
  lock: { states: ['posted', 'reversed'], except: livesOn },
  verbs: {
    post: { from: ['draft'], to: 'posted', primary: true, irreversible: true },
    reverse: { from: ['posted'], ...reverseVerb },
  },
});
