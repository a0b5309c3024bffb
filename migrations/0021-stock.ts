import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0021-stock',
  steps: [
    {
      addColumn: {
        table: 'stock_movement',
        name: 'reason',
        column: { type: 'integer', references: 'stock_reason' },
      },
    },
    {
      addIndex: { table: 'stock_movement', columns: ['lot'], unique: false },
    },
    {
      addIndex: {
        table: 'stock_movement',
        columns: ['date'],
        unique: false,
      },
    },
    {
      addIndex: {
        table: 'stock_movement',
        columns: ['reversal_of'],
        unique: true,
      },
    },
    {
      dropIndex: {
        table: 'stock_movement',
        columns: ['product'],
        unique: false,
      },
    },
    {
      dropIndex: {
        table: 'stock_movement',
        columns: ['reversal_of'],
        unique: false,
      },
    },
    { setGuards: { table: 'stock_movement', appendOnly: true } },
    {
      addColumn: {
        table: 'stock_reservation',
        name: 'compartment',
        column: { type: 'integer', references: 'stock_compartment' },
      },
    },
    {
      addColumn: {
        table: 'stock_reservation',
        name: 'lot',
        column: { type: 'integer', references: 'stock_lot' },
      },
    },
    {
      addColumn: {
        table: 'stock_reservation',
        name: 'due',
        column: { type: 'text', max: 10 },
      },
    },
    {
      addColumn: {
        table: 'stock_reservation',
        name: 'warehouse',
        column: { type: 'integer', references: 'stock_warehouse' },
      },
    },
    {
      addIndex: {
        table: 'stock_reservation',
        columns: ['lot'],
        unique: false,
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'parent',
        column: { type: 'integer', references: 'stock_location' },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'level',
        column: { type: 'text', max: 60 },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'purpose',
        column: { type: 'text', max: 60, required: true, default: 'sale' },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'is_active',
        column: { type: 'bool', required: true, default: 1 },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'allows_negative',
        column: { type: 'bool', required: true, default: 0 },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'is_frozen',
        column: { type: 'bool', required: true, default: 0 },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'route_position',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'max_boxes',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'max_weight',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'stock_location',
        name: 'legacy_id',
        column: { type: 'text', max: 64 },
      },
    },
    {
      addIndex: {
        table: 'stock_location',
        columns: ['parent'],
        unique: false,
      },
    },
    {
      addIndex: {
        table: 'stock_location',
        columns: ['legacy_id'],
        unique: false,
      },
    },
    { run: ["UPDATE stock_location SET purpose = 'special' WHERE is_sellable = 0"] },
    {
      dropColumn: { table: 'stock_location', name: 'is_sellable' },
    },
    {
      addColumn: {
        table: 'stock_warehouse',
        name: 'pick_rule',
        column: { type: 'text', max: 60, required: true, default: 'expiry' },
      },
    },
    {
      addColumn: {
        table: 'stock_warehouse',
        name: 'allocates_arrivals',
        column: { type: 'bool', required: true, default: 1 },
      },
    },
  ],
};
