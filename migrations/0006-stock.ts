import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0006-stock',
  steps: [
    {
      createTable: {
        name: 'stock_warehouse',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          code: {
            type: 'text',
            max: 20,
            required: true,
          },
          name_de: {
            type: 'text',
            max: 200,
          },
          name_en: {
            type: 'text',
            max: 200,
          },
        },
        unique: [['code']],
      },
    },
    {
      createTable: {
        name: 'stock_location',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          code: {
            type: 'text',
            max: 60,
            required: true,
          },
          name_de: {
            type: 'text',
            max: 200,
          },
          name_en: {
            type: 'text',
            max: 200,
          },
          warehouse: {
            type: 'integer',
            references: 'stock_warehouse',
          },
          kind: {
            type: 'text',
            max: 60,
            required: true,
            default: 'storage',
          },
          is_sellable: {
            type: 'bool',
            required: true,
            default: 1,
          },
          is_default: {
            type: 'bool',
            required: true,
            default: 0,
          },
        },
        unique: [['code']],
        indexes: [['warehouse']],
      },
    },
    {
      createTable: {
        name: 'stock_balance',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          product: {
            type: 'integer',
            references: 'catalog_variant',
            required: true,
          },
          location: {
            type: 'integer',
            references: 'stock_location',
            required: true,
          },
          on_hand: {
            type: 'integer',
            required: true,
            default: 0,
          },
          reserved: {
            type: 'integer',
            required: true,
            default: 0,
          },
          allows_negative: {
            type: 'bool',
            required: true,
            default: 0,
          },
        },
        unique: [['location', 'product']],
        indexes: [['product'], ['location']],
        checks: [
          {
            name: 'on_hand_not_negative',
            column: 'on_hand',
            atLeast: 0,
            unless: 'allows_negative',
          },
          {
            name: 'reserved_not_negative',
            column: 'reserved',
            atLeast: 0,
          },
          {
            name: 'reserved_within_on_hand',
            column: 'reserved',
            atMost: 'on_hand',
            unless: 'allows_negative',
          },
        ],
      },
    },
    {
      createTable: {
        name: 'stock_receipt',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          number: {
            type: 'text',
            max: 30,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'draft',
          },
          date: {
            type: 'text',
            max: 10,
            required: true,
          },
          supplier_name: {
            type: 'text',
            max: 200,
          },
          supplier_reference: {
            type: 'text',
            max: 200,
          },
          location: {
            type: 'integer',
            references: 'stock_location',
            required: true,
          },
        },
        unique: [['number']],
        indexes: [['location']],
        lock: {
          column: 'state',
          values: ['posted'],
          except: [],
        },
      },
    },
    {
      createTable: {
        name: 'stock_receipt_lines',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'stock_receipt',
            cascade: true,
          },
          position: {
            type: 'integer',
            required: true,
          },
          product: {
            type: 'integer',
            references: 'catalog_variant',
            required: true,
          },
          quantity: {
            type: 'integer',
            required: true,
          },
        },
        indexes: [['parent_id', 'position'], ['product']],
        lock: {
          column: 'state',
          values: ['posted'],
          except: [],
          parent: {
            table: 'stock_receipt',
            via: 'parent_id',
          },
        },
      },
    },
    {
      createTable: {
        name: 'stock_movement',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          date: {
            type: 'text',
            max: 10,
            required: true,
          },
          product: {
            type: 'integer',
            references: 'catalog_variant',
            required: true,
          },
          from: {
            type: 'integer',
            references: 'stock_location',
            required: true,
          },
          to: {
            type: 'integer',
            references: 'stock_location',
            required: true,
          },
          quantity: {
            type: 'integer',
            required: true,
          },
          kind: {
            type: 'text',
            max: 60,
            required: true,
          },
          source: {
            type: 'text',
            max: 80,
          },
          source_resource: {
            type: 'text',
            max: 80,
          },
          source_id: {
            type: 'integer',
          },
          source_line: {
            type: 'integer',
          },
          reversal_of: {
            type: 'integer',
            references: 'stock_movement',
          },
        },
        indexes: [
          ['product'],
          ['from'],
          ['to'],
          ['reversal_of'],
          ['product', 'date'],
          ['source_resource', 'source_id'],
        ],
        appendOnly: true,
      },
    },
    {
      createTable: {
        name: 'stock_reservation',
        columns: {
          id: {
            type: 'id',
          },
          version: {
            type: 'integer',
            required: true,
            default: 1,
          },
          created_at: {
            type: 'integer',
            required: true,
          },
          created_by: {
            type: 'integer',
          },
          updated_at: {
            type: 'integer',
            required: true,
          },
          updated_by: {
            type: 'integer',
          },
          product: {
            type: 'integer',
            references: 'catalog_variant',
            required: true,
          },
          location: {
            type: 'integer',
            references: 'stock_location',
            required: true,
          },
          quantity: {
            type: 'integer',
            required: true,
          },
          source: {
            type: 'text',
            max: 80,
          },
          source_resource: {
            type: 'text',
            max: 80,
            required: true,
          },
          source_id: {
            type: 'integer',
            required: true,
          },
          source_line: {
            type: 'integer',
            required: true,
          },
        },
        indexes: [['product'], ['location'], ['source_resource', 'source_id']],
      },
    },
  ],
};
