import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0007-sales',
  steps: [
    {
      createTable: {
        name: 'sales_order',
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
          customer: {
            type: 'integer',
            references: 'party_customer',
            required: true,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'draft',
          },
          delivery_state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'open',
          },
          date: {
            type: 'text',
            max: 10,
            required: true,
          },
          requested_on: {
            type: 'text',
            max: 10,
          },
          customer_reference: {
            type: 'text',
            max: 200,
          },
          language: {
            type: 'text',
            max: 60,
            required: true,
          },
          price_tier: {
            type: 'integer',
            references: 'party_price_tier',
            required: true,
          },
          payment_terms: {
            type: 'integer',
            references: 'party_payment_terms',
            required: true,
          },
          tax_included: {
            type: 'bool',
            required: true,
            default: 0,
          },
          billing_address: {
            type: 'longText',
            required: true,
          },
          shipping_address: {
            type: 'longText',
            required: true,
          },
          net_total: {
            type: 'integer',
          },
          tax_total: {
            type: 'integer',
          },
          gross_total: {
            type: 'integer',
          },
        },
        unique: [['number']],
        indexes: [['customer'], ['state', 'date']],
      },
    },
    {
      createTable: {
        name: 'sales_order_lines',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'sales_order',
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
          description: {
            type: 'text',
            max: 400,
            required: true,
          },
          quantity: {
            type: 'integer',
            required: true,
          },
          unit: {
            type: 'integer',
            references: 'org_unit',
            required: true,
          },
          price: {
            type: 'integer',
            required: true,
          },
          discount: {
            type: 'integer',
          },
          tax_rate: {
            type: 'integer',
            references: 'org_tax_rate',
            required: true,
          },
          tax_percent: {
            type: 'integer',
            required: true,
          },
          amount: {
            type: 'integer',
            required: true,
          },
          delivered: {
            type: 'integer',
            required: true,
            default: 0,
          },
          invoiced: {
            type: 'integer',
            required: true,
            default: 0,
          },
        },
        indexes: [['parent_id', 'position'], ['product']],
      },
    },
    {
      createTable: {
        name: 'sales_delivery',
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
            required: true,
          },
          order: {
            type: 'integer',
            references: 'sales_order',
            required: true,
          },
          customer: {
            type: 'integer',
            references: 'party_customer',
            required: true,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'posted',
          },
          date: {
            type: 'text',
            max: 10,
            required: true,
          },
          shipping_address: {
            type: 'longText',
          },
        },
        unique: [['number']],
        indexes: [['order'], ['customer']],
        appendOnly: true,
      },
    },
    {
      createTable: {
        name: 'sales_delivery_lines',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'sales_delivery',
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
          description: {
            type: 'text',
            max: 400,
            required: true,
          },
          quantity: {
            type: 'integer',
            required: true,
          },
          order_line: {
            type: 'integer',
            required: true,
          },
        },
        indexes: [['parent_id', 'position'], ['product']],
        appendOnly: true,
      },
    },
  ],
};
