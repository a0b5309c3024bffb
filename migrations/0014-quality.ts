import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0014-quality',
  steps: [
    {
      createTable: {
        name: 'quality_acceptance',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          rule: { type: 'text', max: 60, required: true },
          record_id: { type: 'integer', required: true },
          record: { type: 'text', max: 200, required: true },
          reason: { type: 'text', max: 500, required: true },
          user: { type: 'integer', references: 'identity_user' },
        },
        unique: [['rule', 'record_id']],
        indexes: [['user']],
      },
    },
    {
      createTable: {
        name: 'quality_snapshot',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          day: { type: 'text', max: 10, required: true },
        },
        unique: [['day']],
      },
    },
    {
      createTable: {
        name: 'quality_snapshot_counts',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'quality_snapshot', cascade: true },
          position: { type: 'integer', required: true },
          rule: { type: 'text', max: 60, required: true },
          open: { type: 'integer', required: true },
          accepted: { type: 'integer', required: true },
        },
        indexes: [['parent_id', 'position']],
      },
    },
  ],
};
