import { defineResource, f } from '#kernel/contract/index.ts';
import { ruleCodes } from './rule-codes.ts';

/** Somebody has looked at a finding and says it is meant to be so. It is hidden from then on, but still counted. */
export const acceptance = defineResource({
  name: 'quality.acceptance',
  path: 'quality/acceptances',
  title: 'record',
  subtitle: 'reason',
  operations: [],
  hidden: true,
  fields: {
    rule: f.choice(ruleCodes, { required: true, readOnly: true, list: true }),
    /** Id and title, at that time, of the record the rule found. */
    recordId: f.int({ required: true, readOnly: true, filter: true }),
    record: f.text({ required: true, readOnly: true, max: 200, list: true }),
    reason: f.text({ required: true, readOnly: true, min: 3, max: 500, list: true }),
    user: f.ref('identity.user', { readOnly: true, list: true }),
  },
  unique: [['rule', 'recordId']],
});
