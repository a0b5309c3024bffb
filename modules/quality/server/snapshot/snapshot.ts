import { defineResource, f } from '#kernel/contract/index.ts';
import { ruleCodes } from '../../contract/index.ts';

/** What each rule found on a day; it is read through `GET quality/summary`, which knows who may see which rule. */
export const snapshot = defineResource({
  name: 'quality.snapshot',
  path: 'quality/snapshots',
  title: 'day',
  operations: [],
  internal: true,
  fields: {
    day: f.text({ required: true, unique: true, readOnly: true, max: 10 }),
    counts: f.lines(
      {
        rule: f.choice(ruleCodes, { required: true }),
        open: f.int({ required: true }),
        accepted: f.int({ required: true }),
      },
      { readOnly: true },
    ),
  },
});
