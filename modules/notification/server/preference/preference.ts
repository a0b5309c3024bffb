import { defineResource, f } from '#kernel/contract/index.ts';
import { channels } from '../../contract/index.ts';

/** How a user wants to be told of a kind of notice, or how all users of a role are told who have chosen nothing. */
export const preference = defineResource({
  name: 'notification.preference',
  path: 'notification/preferences',
  title: 'kind',
  operations: [],
  internal: true,
  fields: {
    user: f.ref('identity.user', { zeroWhenAbsent: true, index: false }),
    role: f.ref('identity.role', { zeroWhenAbsent: true, index: false }),
    kind: f.text({ required: true, max: 80 }),
    channel: f.choice(channels, { required: true }),
  },
  unique: [['kind', 'user', 'role']],
});
