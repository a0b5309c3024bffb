import { defineResource, f } from '#kernel/contract/index.ts';

/** The key of a machine: acts for its user, within its scopes. The key itself is shown once, when it is issued. */
export const apiToken = defineResource({
  name: 'identity.apiToken',
  path: 'identity/api-tokens',
  title: 'name',
  subtitle: 'prefix',
  operations: [],
  fields: {
    name: f.text({ required: true, readOnly: true, max: 100, list: true }),
    user: f.ref('identity.user', { required: true, readOnly: true, list: true }),
    prefix: f.text({ required: true, readOnly: true, max: 20, list: true }),
    state: f.state(['active', 'revoked'], { list: true }),
    expiresAt: f.dateTime({ required: true, readOnly: true, list: true }),
    lastUsedAt: f.dateTime({ readOnly: true, trace: true, list: true }),
    scopes: f.lines({ permission: f.text({ required: true, max: 120 }) }, { readOnly: true }),
    tokenHash: f.text({ required: true, unique: true, readOnly: true, secret: true, max: 64 }),
  },
  search: ['name'],
  verbs: { revoke: { from: ['active'], to: 'revoked', irreversible: true, danger: true } },
});
