import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0016-sales',
  steps: [
    {
      addColumn: {
        table: 'sales_order_lines',
        name: 'price_entered',
        column: { type: 'bool', required: true, default: 0 },
      },
    },
  ],
};
