import { defineResource, f } from '#kernel/contract/index.ts';

/** A browser that is signed in. Users see and end their own, holders of `identity.session:all` everybody's. */
export const session = defineResource({
  name: 'identity.session',
  path: 'identity/sessions',
  title: 'device',
  subtitle: 'address',
  operations: [],
  hidden: true,
  fields: {
    user: f.ref('identity.user', { required: true, readOnly: true, list: true }),
    device: f.text({ required: true, readOnly: true, list: true }),
    address: f.text({ required: true, readOnly: true, max: 45, list: true }),
    state: f.state(['active', 'ended'], { list: true }),
    lastSeenAt: f.dateTime({ required: true, readOnly: true, trace: true, list: true }),
    expiresAt: f.dateTime({ required: true, readOnly: true, list: true }),
    tokenHash: f.text({ required: true, unique: true, readOnly: true, secret: true, max: 64 }),
  },
  verbs: { end: { from: ['active'], to: 'ended', danger: true } },
});
