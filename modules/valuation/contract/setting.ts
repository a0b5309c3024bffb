import { defineResource, f } from '#kernel/contract/index.ts';

/** By which method the goods of the house are valued; both are kept, so that it can be changed at any time. */
export const methods = ['average', 'fifo'] as const;
export type Method = (typeof methods)[number];

/** One record: the method, and how far the ledger of goods is valued. */
export const setting = defineResource({
  name: 'valuation.setting',
  path: 'valuation/settings',
  title: 'code',
  operations: ['update'],
  fields: {
    code: f.text({ required: true, unique: true, readOnly: true, max: 20, list: true }),
    method: f.choice(methods, { required: true, default: 'average', list: true }),
    /** Every movement up to this instant has its value. */
    valuedUpTo: f.dateTime({ readOnly: true, trace: true, list: true }),
    /** The last movement that has. */
    lastMovement: f.int({ readOnly: true, trace: true, required: true, default: 0 }),
  },
});
