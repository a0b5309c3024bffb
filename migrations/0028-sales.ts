import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0028-sales',
  steps: [
    {
      addColumn: {
        table: 'sales_order',
        name: 'warehouse',
        column: { type: 'integer', references: 'stock_warehouse' },
      },
    },
    {
      addColumn: {
        table: 'sales_order_lines',
        name: 'canceled',
        column: { type: 'integer', required: true, default: 0 },
      },
    },
  ],
};
