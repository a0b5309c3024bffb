import { defineResource, f, languages } from '#kernel/contract/index.ts';

/** Who works with Kontor. What proves it (password, sessions, tokens) lies elsewhere and never leaves the server. */
export const user = defineResource({
  name: 'identity.user',
  path: 'identity/users',
  title: 'username',
  subtitle: 'displayName',
  sort: 'username',
  operations: ['create', 'update', 'import'],
  fields: {
    username: f.text({ required: true, unique: true, createOnly: true, max: 60, format: 'code', list: true }),
    displayName: f.text({ required: true, max: 120, list: true }),
    email: f.text({ max: 200, format: 'email', list: true }),
    phone: f.text({ max: 20, format: 'phone' }),
    employeeId: f.text({ max: 50, filter: true }),
    language: f.choice(languages, { required: true, default: 'de', filter: true }),
    state: f.state(['active', 'suspended'], { list: true }),
    roles: f.refs('identity.role', { write: 'identity.user:assignRoles' }),
    lastSignInAt: f.dateTime({ readOnly: true, trace: true, list: true }),
    passwordChangedAt: f.dateTime({ readOnly: true, filter: true }),
  },
  search: ['username', 'displayName', 'email', 'employeeId'],
  verbs: {
    suspend: { from: ['active'], to: 'suspended', danger: true },
    activate: { from: ['suspended'], to: 'active', event: 'activated' },
    endSessions: { danger: true, event: 'sessionsEnded' },
  },
});
