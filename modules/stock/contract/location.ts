import { defineResource, f } from '#kernel/contract/index.ts';

/** What a place is for; goods are reserved and sold from `sale` alone. */
export const purposes = [
  'sale',
  'special',
  'quarantine',
  'blocked',
  'consignment',
  'picking',
  'transit',
  'missing',
  'workshop',
] as const;

/** Where the books have goods that nobody can lay a hand on: under way, or not found. There is nothing to count there. */
export const outOfReach: readonly (typeof purposes)[number][] = ['transit', 'missing'];

/** Permission to take goods out of places for quarantine and blocked goods. */
export const releasesGoods = 'stock.location:release';

/**
 * A place that goods move between. Real ones (kind `storage`) stand in a warehouse and form a tree: zone, rack, bay,
 * shelf, bin. Virtual ones — the supplier, the customer, adjustment … — make every movement double-entry; they may go
 * below zero, real ones only where that is allowed.
 */
export const location = defineResource({
  name: 'stock.location',
  path: 'stock/locations',
  title: 'code',
  subtitle: 'name',
  sort: 'code',
  tree: 'parent',
  fields: {
    code: f.text({ required: true, unique: true, max: 60, list: true, group: 'place' }),
    name: f.translated({ list: true, group: 'place' }),
    /** That of the place it belongs to; goods do not change their warehouse without a movement. */
    warehouse: f.ref('stock.warehouse', { filled: true, createOnly: true, list: true, group: 'place' }),
    parent: f.ref('stock.location', { filter: true, where: { kind: 'storage' }, group: 'place' }),
    level: f.choice(['zone', 'rack', 'bay', 'shelf', 'bin'], { list: true, group: 'place' }),
    kind: f.choice(['storage', 'supplier', 'customer', 'production', 'adjustment', 'scrap', 'opening'], {
      required: true,
      default: 'storage',
      createOnly: true,
      filter: true,
      group: 'rules',
    }),
    purpose: f.choice(purposes, { required: true, default: 'sale', list: true, group: 'rules' }),
    isActive: f.bool({ default: true, filter: true, group: 'rules' }),
    isDefault: f.bool({ filter: true, group: 'rules' }),
    allowsNegative: f.bool({ createOnly: true, group: 'rules' }),
    /** While it is counted, nothing moves in or out but by the count. */
    isFrozen: f.bool({ readOnly: true, filter: true, group: 'rules' }),
    /** Where it comes on a walk through the warehouse; places without one come by their code. */
    routePosition: f.int({ min: 0, filter: true, group: 'way' }),
    maxBoxes: f.int({ min: 1, group: 'way' }),
    /** Grams. */
    maxWeight: f.int({ min: 1, group: 'way' }),
    legacyId: f.text({ max: 64, index: true, filter: true, readOnly: true, group: 'legacy' }),
  },
  search: ['code', 'name'],
});
