import { defineResource, f } from '#kernel/contract/index.ts';

/**
 * A named set of permissions; the roles of a user add up. Roles that Kontor brings along (`system`) grow with each
 * version and cannot be edited: one copies them and edits the copy.
 */
export const role = defineResource({
  name: 'identity.role',
  path: 'identity/roles',
  title: 'name',
  subtitle: 'code',
  sort: 'code',
  fields: {
    code: f.text({ required: true, unique: true, createOnly: true, max: 60, format: 'code', list: true }),
    name: f.translated({ required: true, max: 100, list: true }),
    description: f.translated({ max: 500, list: true }),
    state: f.state(['custom', 'system'], { list: true }),
    permissions: f.lines({ permission: f.text({ required: true, max: 120 }) }),
  },
  search: ['code', 'name'],
  editableIn: ['custom'],
  verbs: {
    copy: {
      input: {
        code: f.text({ required: true, max: 60, format: 'code' }),
        name: f.translated({ required: true, max: 100 }),
      },
      event: 'copied',
    },
  },
});
