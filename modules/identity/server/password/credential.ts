import { defineResource, f } from '#kernel/contract/index.ts';

/** What proves that a user is who he says: one row per user who has a password. */
export const credential = defineResource({
  name: 'identity.credential',
  path: 'identity/credentials',
  title: 'user',
  operations: [],
  internal: true,
  fields: {
    user: f.ref('identity.user', { required: true, unique: true }),
    passwordHash: f.text({ required: true, secret: true, max: 255 }),
  },
});
