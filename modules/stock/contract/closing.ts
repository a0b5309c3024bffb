import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * Up to which day the stock books are closed: one record, locked (shared) by every posting, so that nothing slips into
 * a day while it is being closed. Closing and reopening say who, when and why in its history.
 */
export const closing = defineResource({
  name: 'stock.closing',
  path: 'stock/closings',
  title: 'code',
  operations: [],
  fields: {
    code: f.text({ required: true, unique: true, max: 20, list: true }),
    /** Last day into which nothing is posted any more; none while every day is open. */
    closedThrough: f.date({ readOnly: true, list: true }),
    /** Last day for which a checkpoint of all balances is kept. */
    checkpointThrough: f.date({ readOnly: true, list: true }),
    reason: f.text({ readOnly: true, max: 200, list: true }),
  },
  verbs: {
    close: { primary: true, input: { through: f.date({ required: true }) }, event: 'closed' },
    reopen: {
      danger: true,
      input: { from: f.date({ required: true }), reason: f.text({ required: true, min: 3, max: 200 }) },
      event: 'reopened',
    },
  },
});
