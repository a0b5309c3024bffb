import { defineResource, f } from '#kernel/contract/index.ts';
import { seesExpected } from './position.ts';

/** One count as it was entered, by whom and when; nothing is rewritten, a mistake is a further entry. */
export const entry = defineResource({
  name: 'stocktake.entry',
  path: 'stocktake/entries',
  title: 'position',
  appendOnly: true,
  hidden: true,
  fields: {
    count: f.ref('stocktake.count', { required: true, list: true }),
    position: f.ref('stocktake.position', { required: true, list: true }),
    /** Absent: what was counted has been taken back. */
    quantity: f.quantity({ list: true }),
    expected: f.quantity({ read: seesExpected, list: true }),
    /** 2 for the count after a difference. */
    round: f.int({ required: true, list: true }),
    countedBy: f.ref('identity.user', { list: true, index: false }),
    countedAt: f.dateTime({ required: true, list: true }),
  },
});
