import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0017-notification',
  steps: [
    {
      createTable: {
        name: 'notification_notice',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          user: { type: 'integer', references: 'identity_user', required: true },
          kind: { type: 'text', max: 80, required: true },
          level: { type: 'text', max: 60, required: true },
          params: { type: 'json' },
          record_resource: { type: 'text', max: 80 },
          record_id: { type: 'integer' },
          path: { type: 'text', max: 200 },
          read_at: { type: 'integer' },
        },
        indexes: [['user'], ['user', 'read_at']],
      },
    },
    {
      createTable: {
        name: 'notification_mail',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          notice: { type: 'integer', references: 'notification_notice', required: true },
          address: { type: 'text', max: 200, required: true },
          state: { type: 'text', max: 60, required: true, default: 'waiting' },
          answer: { type: 'text', max: 400 },
        },
        unique: [['notice']],
      },
    },
    {
      createTable: {
        name: 'notification_preference',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          user: { type: 'integer', required: true, default: 0 },
          role: { type: 'integer', required: true, default: 0 },
          kind: { type: 'text', max: 80, required: true },
          channel: { type: 'text', max: 60, required: true },
        },
        unique: [['kind', 'user', 'role']],
      },
    },
  ],
};
