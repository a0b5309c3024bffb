import { defineResource, f } from '#kernel/contract/index.ts';

/** Why stock was corrected or thrown away (PRD-WHS-09). */
export const reason = defineResource({
  name: 'stock.reason',
  path: 'stock/reasons',
  title: 'code',
  subtitle: 'name',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, max: 20, format: 'code', list: true }),
    name: f.translated({ required: true, list: true }),
    kind: f.choice(['adjustment', 'scrap', 'return'], { required: true, default: 'adjustment', list: true }),
    isActive: f.bool({ default: true, list: true }),
  },
  search: ['code', 'name'],
});
