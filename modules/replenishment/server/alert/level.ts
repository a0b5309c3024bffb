import { defineResource, f } from '#kernel/contract/index.ts';
import { levelStates } from '../../contract/index.ts';

/** How it stood with a rule when it was looked at last: so that each crossing of a limit is told once. */
export const level = defineResource({
  name: 'replenishment.level',
  path: 'replenishment/levels',
  title: 'standing',
  operations: [],
  internal: true,
  fields: {
    /** Its id: a rule can be deleted, and takes this along. */
    rule: f.int({ required: true, unique: true }),
    /** Empty until it was looked at for the first time. */
    standing: f.choice(levelStates),
  },
});
