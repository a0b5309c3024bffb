import { defineResource, f } from '#kernel/contract/index.ts';

/** A link that may be followed once: to set up the first administrator, or to choose a password. */
export const oneTimeLink = defineResource({
  name: 'identity.oneTimeLink',
  path: 'identity/one-time-links',
  title: 'purpose',
  operations: [],
  internal: true,
  fields: {
    purpose: f.choice(['setUp', 'password'], { required: true }),
    user: f.ref('identity.user'),
    state: f.state(['open', 'used']),
    expiresAt: f.dateTime({ required: true }),
    tokenHash: f.text({ required: true, unique: true, secret: true, max: 64 }),
  },
  verbs: { use: { from: ['open'], to: 'used' } },
});
