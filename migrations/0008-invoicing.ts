import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0008-invoicing',
  steps: [
    {
      createTable: {
        name: 'invoicing_invoice',
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
          date: {
            type: 'text',
            max: 10,
          },
          delivery_date: {
            type: 'text',
            max: 10,
          },
          due_date: {
            type: 'text',
            max: 10,
          },
          language: {
            type: 'text',
            max: 60,
            required: true,
          },
          currency: {
            type: 'text',
            max: 3,
            required: true,
            default: 'EUR',
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
          customer_reference: {
            type: 'text',
            max: 200,
          },
          payment_terms: {
            type: 'integer',
            references: 'party_payment_terms',
            required: true,
          },
          net_total: {
            type: 'integer',
            required: true,
          },
          tax_total: {
            type: 'integer',
            required: true,
          },
          gross_total: {
            type: 'integer',
            required: true,
          },
          paid_amount: {
            type: 'integer',
            required: true,
            default: 0,
          },
          open_amount: {
            type: 'integer',
            required: true,
            default: 0,
          },
          document: {
            type: 'integer',
            references: 'kernel_file',
          },
          posted_at: {
            type: 'integer',
          },
          hash: {
            type: 'text',
            max: 64,
          },
          previous_hash: {
            type: 'text',
            max: 64,
          },
        },
        unique: [['number']],
        indexes: [['order'], ['customer'], ['payment_terms'], ['state', 'due_date']],
        lock: {
          column: 'state',
          values: ['open', 'paid'],
          except: ['state', 'paid_amount', 'open_amount', 'document'],
        },
      },
    },
    {
      createTable: {
        name: 'invoicing_invoice_lines',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'invoicing_invoice',
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
          sku: {
            type: 'text',
            max: 60,
            required: true,
          },
          legacy_sku: {
            type: 'text',
            max: 60,
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
          tax_percent: {
            type: 'integer',
            required: true,
          },
          amount: {
            type: 'integer',
            required: true,
          },
          order_line: {
            type: 'integer',
            required: true,
          },
        },
        indexes: [['parent_id', 'position'], ['product'], ['unit']],
        lock: {
          column: 'state',
          values: ['open', 'paid'],
          except: [],
          parent: {
            table: 'invoicing_invoice',
            via: 'parent_id',
          },
        },
      },
    },
    {
      createTable: {
        name: 'invoicing_invoice_taxes',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'invoicing_invoice',
            cascade: true,
          },
          position: {
            type: 'integer',
            required: true,
          },
          rate: {
            type: 'integer',
            required: true,
          },
          net: {
            type: 'integer',
            required: true,
          },
          tax: {
            type: 'integer',
            required: true,
          },
          gross: {
            type: 'integer',
            required: true,
          },
        },
        indexes: [['parent_id', 'position']],
        lock: {
          column: 'state',
          values: ['open', 'paid'],
          except: [],
          parent: {
            table: 'invoicing_invoice',
            via: 'parent_id',
          },
        },
      },
    },
    {
      createTable: {
        name: 'invoicing_payment',
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
          invoice: {
            type: 'integer',
            references: 'invoicing_invoice',
            required: true,
          },
          customer: {
            type: 'integer',
            references: 'party_customer',
            required: true,
          },
          date: {
            type: 'text',
            max: 10,
            required: true,
          },
          amount: {
            type: 'integer',
            required: true,
          },
          method: {
            type: 'text',
            max: 60,
            required: true,
          },
          reference: {
            type: 'text',
            max: 200,
          },
        },
        indexes: [['invoice'], ['customer']],
        appendOnly: true,
      },
    },
  ],
};
