import type { TableModel } from './tables.ts';

/** The kernel's own tables. They are no resources: nobody edits them, the kernel alone writes them. */
export const kernelTables: TableModel[] = [
  {
    name: 'kernel_audit',
    appendOnly: true,
    columns: {
      id: { type: 'id' },
      at: { type: 'integer', required: true },
      user_id: { type: 'integer' },
      request_id: { type: 'text', max: 64 },
      resource: { type: 'text', max: 80, required: true },
      record_id: { type: 'integer', required: true },
      record_title: { type: 'text', max: 200 },
      action: { type: 'text', max: 60, required: true },
      version: { type: 'integer', required: true },
      changes: { type: 'json', required: true },
    },
    indexes: [
      ['resource', 'record_id', 'id'],
      ['user_id', 'id'],
    ],
  },
  {
    name: 'kernel_outbox',
    columns: {
      id: { type: 'id' },
      event: { type: 'text', max: 100, required: true },
      subscriber: { type: 'text', max: 100, required: true },
      payload: { type: 'json', required: true },
      user_id: { type: 'integer' },
      created_at: { type: 'integer', required: true },
      due_at: { type: 'integer', required: true },
      attempts: { type: 'integer', required: true, default: 0 },
      delivered_at: { type: 'integer' },
      error: { type: 'longText' },
    },
    indexes: [['delivered_at', 'due_at']],
  },
  {
    name: 'kernel_idempotency',
    columns: {
      id: { type: 'id' },
      idempotency_key: { type: 'text', max: 255, required: true },
      user_id: { type: 'integer', required: true },
      request_hash: { type: 'text', max: 64, required: true },
      status: { type: 'integer', required: true },
      body: { type: 'json', required: true },
      created_at: { type: 'integer', required: true },
    },
    unique: [['idempotency_key', 'user_id']],
    indexes: [['created_at']],
  },
  {
    name: 'kernel_sequence',
    columns: {
      name: { type: 'text', max: 80, required: true },
      period: { type: 'text', max: 10, required: true },
      last: { type: 'integer', required: true },
      last_hash: { type: 'text', max: 64 },
    },
    primaryKey: ['name', 'period'],
  },
  {
    name: 'kernel_job',
    columns: {
      id: { type: 'id' },
      kind: { type: 'text', max: 80, required: true },
      state: { type: 'text', max: 20, required: true },
      payload: { type: 'json', required: true },
      progress: { type: 'integer', required: true, default: 0 },
      total: { type: 'integer' },
      message: { type: 'text', max: 200 },
      result: { type: 'json' },
      error: { type: 'json' },
      user_id: { type: 'integer' },
      attempts: { type: 'integer', required: true, default: 0 },
      due_at: { type: 'integer', required: true },
      lease_until: { type: 'integer' },
      created_at: { type: 'integer', required: true },
      started_at: { type: 'integer' },
      finished_at: { type: 'integer' },
    },
    indexes: [
      ['state', 'due_at'],
      ['user_id', 'id'],
      ['kind', 'id'],
    ],
  },
  {
    // Rows of an import that were not written, or written with a warning; the sentences follow when they are read.
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
  {
    name: 'kernel_file',
    columns: {
      id: { type: 'id' },
      name: { type: 'text', max: 200, required: true },
      media_type: { type: 'text', max: 120, required: true },
      size: { type: 'integer', required: true },
      sha256: { type: 'text', max: 64, required: true },
      resource: { type: 'text', max: 80, required: true },
      record_id: { type: 'integer' },
      created_at: { type: 'integer', required: true },
      created_by: { type: 'integer' },
    },
    appendOnly: true,
    indexes: [['sha256']],
  },
  {
    // The words of all records. `place` says of which resource and where in the record; see kernel/server/search.
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
  {
    // How far the index of a resource goes: its declaration when it was built, and the last record done where it still grows.
    name: 'kernel_search_state',
    columns: {
      resource: { type: 'text', max: 80, required: true },
      declaration: { type: 'text', max: 200, required: true },
      done_to: { type: 'integer' },
    },
    primaryKey: ['resource'],
  },
  {
    name: 'kernel_probe',
    columns: { id: { type: 'integer', required: true }, at: { type: 'integer', required: true } },
    primaryKey: ['id'],
  },
];
