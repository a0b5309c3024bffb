import { defineResource, f } from '#kernel/contract/index.ts';
import { businessDay, goods, livesOn, reversal, reverseVerb, whereabouts } from './goods.ts';

/**
 * A goods receipt (PRD-WHS-07): entered as a draft, posted once; then the goods are in stock and the paper cannot
 * change. Lots and serial numbers that are not known yet are created by posting it.
 */
export const receipt = defineResource({
  name: 'stock.receipt',
  path: 'stock/receipts',
  title: 'number',
  subtitle: 'supplierName',
  fields: {
    number: f.text({ readOnly: true, unique: true, max: 30, list: true }),
    state: f.state(['draft', 'posted', 'reversed'], { list: true }),
    supplierName: f.text({ list: true, group: 'origin' }),
    supplierReference: f.text({ list: true, group: 'origin' }),
    kind: f.choice(['purchase', 'return', 'production', 'opening'], {
      required: true,
      default: 'purchase',
      list: true,
      group: 'origin',
    }),
    ...businessDay('origin'),
    /** When a delivery that has not come yet is expected. */
    expectedOn: f.date({ filter: true, group: 'origin' }),
    /** Who sends goods back. */
    customer: f.ref('party.customer', { filter: true, group: 'origin' }),
    location: f.ref('stock.location', {
      required: true,
      filled: true,
      where: { kind: 'storage' },
      list: true,
      group: 'origin',
    }),
    note: f.longText({ max: 2000, group: 'origin' }),
    ...reversal,
    lines: f.lines({
      ...goods,
      expiresOn: f.date(),
      supplierLot: f.text({ max: 60 }),
      ...whereabouts,
      unitCost: f.money({ min: 0, read: 'stock.receipt:cost', write: 'stock.receipt:cost' }),
    }),
  },
  search: ['number', 'supplierName', 'supplierReference'],
  lock: { states: ['posted', 'reversed'], except: livesOn },
  verbs: {
    post: { from: ['draft'], to: 'posted', primary: true, irreversible: true },
    reverse: { from: ['posted'], ...reverseVerb },
  },
});
