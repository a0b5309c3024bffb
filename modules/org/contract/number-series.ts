import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * How the numbers of one kind of document look. `pattern`: `{year}` and one run of `#` for the digits,
 * e.g. `{year}-#####` → 2026-00042. A pattern with the year begins anew each year.
 */
export const numberSeries = defineResource({
  name: 'org.numberSeries',
  path: 'org/number-series',
  title: 'code',
  subtitle: 'name',
  sort: 'code',
  operations: ['update'],
  fields: {
    code: f.text({ required: true, unique: true, max: 60, list: true, createOnly: true }),
    name: f.translated({ required: true, list: true }),
    pattern: f.text({ required: true, max: 40, list: true }),
  },
});
