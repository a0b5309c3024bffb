import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0020-stock',
  steps: [
    {
      createTable: {
        name: 'stock_presence',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          lot: { type: 'integer', references: 'stock_lot', required: true },
          present: { type: 'integer', required: true, default: 0 },
          absent: { type: 'integer', required: true, default: 1 },
        },
        unique: [['lot']],
        checks: [
          { name: 'present_at_most_once', column: 'absent', atLeast: 0 },
          { name: 'absent_at_most_once', column: 'present', atLeast: 0 },
        ],
      },
    },
    {
      createTable: {
        name: 'stock_checkpoint',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          date: { type: 'text', max: 10, required: true },
          location: { type: 'integer', references: 'stock_location', required: true },
          product: { type: 'integer', references: 'catalog_variant', required: true },
          lot: { type: 'integer', required: true, default: 0 },
          compartment: { type: 'integer', required: true, default: 0 },
          on_hand: { type: 'integer', required: true, default: 0 },
        },
        unique: [['date', 'location', 'product', 'lot', 'compartment']],
      },
    },
    {
      addColumn: {
        table: 'stock_balance',
        name: 'compartment',
        column: { type: 'integer', required: true, default: 0 },
      },
    },
    {
      addColumn: {
        table: 'stock_balance',
        name: 'lot',
        column: { type: 'integer', required: true, default: 0 },
      },
    },
    {
      addIndex: {
        table: 'stock_balance',
        columns: ['compartment'],
        unique: false,
      },
    },
    {
      addIndex: { table: 'stock_balance', columns: ['lot'], unique: false },
    },
    {
      addIndex: {
        table: 'stock_balance',
        columns: ['location', 'product', 'lot', 'compartment'],
        unique: true,
      },
    },
    {
      dropIndex: {
        table: 'stock_balance',
        columns: ['location', 'product'],
        unique: true,
      },
    },
    {
      addColumn: {
        table: 'stock_receipt',
        name: 'kind',
        column: {
          type: 'text',
          max: 60,
          required: true,
          default: 'purchase',
        },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt',
        name: 'date_entered',
        column: { type: 'bool', required: true, default: 0 },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt',
        name: 'expected_on',
        column: { type: 'text', max: 10 },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt',
        name: 'customer',
        column: { type: 'integer', references: 'party_customer' },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt',
        name: 'note',
        column: { type: 'longText' },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt',
        name: 'reversed_on',
        column: { type: 'text', max: 10 },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt',
        name: 'reverse_reason',
        column: { type: 'text', max: 200 },
      },
    },
    {
      addIndex: {
        table: 'stock_receipt',
        columns: ['customer'],
        unique: false,
      },
    },
    {
      setGuards: {
        table: 'stock_receipt',
        lock: {
          column: 'state',
          values: ['posted', 'reversed'],
          except: ['state', 'reversed_on', 'reverse_reason'],
        },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt_lines',
        name: 'lots',
        column: { type: 'text', max: 2000 },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt_lines',
        name: 'expires_on',
        column: { type: 'text', max: 10 },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt_lines',
        name: 'supplier_lot',
        column: { type: 'text', max: 60 },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt_lines',
        name: 'location',
        column: { type: 'integer', references: 'stock_location' },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt_lines',
        name: 'compartment',
        column: { type: 'integer', references: 'stock_compartment' },
      },
    },
    {
      addColumn: {
        table: 'stock_receipt_lines',
        name: 'unit_cost',
        column: { type: 'integer' },
      },
    },
    {
      setGuards: {
        table: 'stock_receipt_lines',
        lock: {
          column: 'state',
          values: ['posted', 'reversed'],
          except: [],
          parent: { table: 'stock_receipt', via: 'parent_id' },
        },
      },
    },
    {
      addColumn: {
        table: 'stock_movement',
        name: 'lot',
        column: { type: 'integer', references: 'stock_lot' },
      },
    },
    {
      addColumn: {
        table: 'stock_movement',
        name: 'from_compartment',
        column: { type: 'integer', references: 'stock_compartment' },
      },
    },
    {
      addColumn: {
        table: 'stock_movement',
        name: 'to_compartment',
        column: { type: 'integer', references: 'stock_compartment' },
      },
    },
  ],
};
