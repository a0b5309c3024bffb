import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0009-legacy',
  steps: [
    {
      createTable: {
        name: 'legacy_import_run',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          number: {
            type: 'text',
            max: 20,
            required: true,
          },
          kind: {
            type: 'text',
            max: 60,
            required: true,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'running',
          },
          dry_run: {
            type: 'bool',
            required: true,
            default: 0,
          },
          row_limit: {
            type: 'integer',
          },
          started_at: {
            type: 'integer',
            required: true,
          },
          finished_at: {
            type: 'integer',
          },
          user: {
            type: 'integer',
            references: 'identity_user',
          },
          error: {
            type: 'text',
            max: 80,
          },
          error_params: {
            type: 'json',
          },
          alive_at: {
            type: 'integer',
          },
          read: {
            type: 'integer',
            required: true,
            default: 0,
          },
          created: {
            type: 'integer',
            required: true,
            default: 0,
          },
          updated: {
            type: 'integer',
            required: true,
            default: 0,
          },
          unchanged: {
            type: 'integer',
            required: true,
            default: 0,
          },
          failed: {
            type: 'integer',
            required: true,
            default: 0,
          },
          warnings: {
            type: 'integer',
            required: true,
            default: 0,
          },
          linked: {
            type: 'integer',
            required: true,
            default: 0,
          },
          linked_by_key: {
            type: 'integer',
            required: true,
            default: 0,
          },
          linked_by_sku: {
            type: 'integer',
            required: true,
            default: 0,
          },
          orphans: {
            type: 'integer',
            required: true,
            default: 0,
          },
          orphans_without_key: {
            type: 'integer',
            required: true,
            default: 0,
          },
        },
        unique: [['number']],
        indexes: [['user']],
      },
    },
    {
      createTable: {
        name: 'legacy_import_run_rows',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'legacy_import_run',
            cascade: true,
          },
          position: {
            type: 'integer',
            required: true,
          },
          severity: {
            type: 'text',
            max: 60,
            required: true,
          },
          source_key: {
            type: 'text',
            max: 64,
          },
          sku: {
            type: 'text',
            max: 60,
          },
          field: {
            type: 'text',
            max: 80,
          },
          value: {
            type: 'text',
            max: 200,
          },
          code: {
            type: 'text',
            max: 80,
            required: true,
          },
          params: {
            type: 'json',
          },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'legacy_source_session',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          url: {
            type: 'text',
            max: 300,
            required: true,
          },
          cookie: {
            type: 'text',
            max: 400,
          },
        },
        unique: [['url']],
      },
    },
  ],
};
