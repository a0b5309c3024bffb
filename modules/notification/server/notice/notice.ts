import { defineResource, f } from '#kernel/contract/index.ts';
import { noticeResource } from '../../contract/index.ts';

/** Something one user is told of. Read through `GET notification/inbox`, by that user alone. */
export const notice = defineResource({
  name: noticeResource,
  path: 'notification/notices',
  title: 'kind',
  operations: [],
  internal: true,
  fields: {
    user: f.ref('identity.user', { required: true }),
    kind: f.text({ required: true, max: 80 }),
    level: f.choice(['info', 'warning', 'critical'], { required: true }),
    params: f.json(),
    /** The record it is about. */
    recordResource: f.text({ max: 80 }),
    recordId: f.int(),
    /** Path of the page it is about, where that is no record. */
    path: f.text({ max: 200 }),
    readAt: f.dateTime({ trace: true }),
  },
  indexes: [['user', 'readAt']],
});
