import { defineResource, f } from '#kernel/contract/index.ts';
import { noticeResource } from '../../contract/index.ts';

/** A notice that goes by mail as well. The outbox sends it, and tries again while the mail server does not take it. */
export const mail = defineResource({
  name: 'notification.mail',
  path: 'notification/mails',
  title: 'address',
  operations: [],
  internal: true,
  fields: {
    notice: f.ref(noticeResource, { required: true, unique: true }),
    address: f.text({ required: true, max: 200 }),
    state: f.state(['waiting', 'sent', 'refused']),
    /** What the mail server said last. */
    answer: f.text({ max: 400 }),
  },
});
