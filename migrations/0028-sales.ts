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
    // By its number, not by whose it is: reservations are seen by those who may not know customers.
    {
      run: [
        "UPDATE stock_reservation SET source = (SELECT o.number FROM sales_order o WHERE o.id = source_id) WHERE source_resource = 'sales.order'",
      ],
    },
  ],
};
