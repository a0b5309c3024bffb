import { defineResource, f } from '#kernel/contract/index.ts';

/** Which goods are taken first: what expires first, what came in first, or what lies nearest. */
export const pickRules = ['expiry', 'age', 'place'] as const;

export const warehouse = defineResource({
  name: 'stock.warehouse',
  path: 'stock/warehouses',
  title: 'code',
  subtitle: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 20, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    pickRule: f.choice(pickRules, { required: true, default: 'expiry', list: true }),
    /** What comes in goes to those who wait for it, the oldest date first, without anybody doing it. */
    allocatesArrivals: f.bool({ default: true, filter: true }),
  },
  search: ['code', 'name'],
});
