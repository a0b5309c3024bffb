import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0010-kernel',
  steps: [
    {
      createTable: {
        name: 'kernel_import_row',
        columns: {
          id: { type: 'id' },
          job_id: { type: 'integer', required: true },
          sheet_row: { type: 'integer', required: true },
          failed: { type: 'integer', required: true },
          cells: { type: 'json', required: true },
          problems: { type: 'json', required: true },
        },
        indexes: [['job_id', 'failed', 'sheet_row']],
      },
    },
    {
      createTable: {
        name: 'kernel_search_token',
        clustered: true,
        columns: {
          place: { type: 'integer', required: true },
          token: { type: 'text', max: 40, required: true },
          weight: { type: 'integer', required: true },
          record_id: { type: 'integer', required: true },
        },
        primaryKey: ['place', 'token', 'weight', 'record_id'],
        indexes: [['record_id', 'place', 'token']],
      },
    },
    {
      createTable: {
        name: 'kernel_search_state',
        columns: {
          resource: { type: 'text', max: 80, required: true },
          declaration: { type: 'text', max: 200, required: true },
          done_to: { type: 'integer' },
        },
        primaryKey: ['resource'],
      },
    },
    { dropTable: 'kernel_search' },
  ],
};
