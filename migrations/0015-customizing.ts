import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0015-customizing',
  steps: [
    {
      createTable: {
        name: 'customizing_field',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          resource: { type: 'text', max: 60, required: true },
          code: { type: 'text', max: 30, required: true },
          label_de: { type: 'text', max: 60 },
          label_en: { type: 'text', max: 60 },
          help_de: { type: 'text', max: 200 },
          help_en: { type: 'text', max: 200 },
          kind: { type: 'text', max: 60, required: true },
          is_required: { type: 'bool', required: true, default: 0 },
          is_in_list: { type: 'bool', required: true, default: 0 },
          state: { type: 'text', max: 60, required: true, default: 'draft' },
        },
        unique: [['resource', 'code']],
      },
    },
    {
      createTable: {
        name: 'customizing_field_values',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'customizing_field', cascade: true },
          position: { type: 'integer', required: true },
          code: { type: 'text', max: 30, required: true },
          label_de: { type: 'text', max: 60 },
          label_en: { type: 'text', max: 60 },
        },
        indexes: [['parent_id', 'position']],
      },
    },
  ],
};
