import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0023-replenishment',
  steps: [
    {
      createTable: {
        name: 'replenishment_rule',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          product: { type: 'integer', references: 'catalog_variant', required: true },
          warehouse: { type: 'integer', required: true, default: 0 },
          minimum: { type: 'integer', required: true },
          maximum: { type: 'integer' },
          safety_stock: { type: 'integer' },
          order_multiple: { type: 'integer' },
          lead_time: { type: 'integer' },
          is_critical: { type: 'bool', required: true, default: 0 },
          is_active: { type: 'bool', required: true, default: 1 },
        },
        unique: [['product', 'warehouse']],
        indexes: [['product'], ['warehouse']],
      },
    },
    {
      createTable: {
        name: 'replenishment_abc_class',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          product: { type: 'integer', references: 'catalog_variant', required: true },
          class: { type: 'text', max: 60, required: true },
          rank: { type: 'integer', required: true },
          quantity: { type: 'integer', required: true },
          value: { type: 'integer', required: true },
          share: { type: 'integer', required: true },
          computed_on: { type: 'text', max: 10, required: true },
        },
        unique: [['product']],
      },
    },
    {
      createTable: {
        name: 'replenishment_level',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          rule: { type: 'integer', required: true },
          standing: { type: 'text', max: 60 },
        },
        unique: [['rule']],
      },
    },
  ],
};
