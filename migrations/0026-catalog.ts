import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0026-catalog',
  steps: [
    {
      addColumn: {
        table: 'catalog_product',
        name: 'tracking',
        column: { type: 'text', max: 60 },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'shelf_life',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'tracking',
        column: { type: 'text', max: 60 },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'shelf_life',
        column: { type: 'integer' },
      },
    },
  ],
};
