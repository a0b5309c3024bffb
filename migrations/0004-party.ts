import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0004-party',
  steps: [
    {
      createTable: {
        name: 'party_payment_terms',
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
          net_days: {
            type: 'integer',
            required: true,
          },
          cash_discount_days: {
            type: 'integer',
          },
          cash_discount: {
            type: 'integer',
          },
        },
        unique: [['code']],
      },
    },
    {
      createTable: {
        name: 'party_price_tier',
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
          price_type: {
            type: 'text',
            max: 60,
            required: true,
          },
          tax_included: {
            type: 'bool',
            required: true,
            default: 0,
          },
        },
        unique: [['code']],
      },
    },
    {
      createTable: {
        name: 'party_customer',
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
          type: {
            type: 'text',
            max: 60,
            required: true,
          },
          name: {
            type: 'text',
            max: 200,
          },
          company_name: {
            type: 'text',
            max: 200,
          },
          salutation: {
            type: 'text',
            max: 40,
          },
          first_name: {
            type: 'text',
            max: 200,
          },
          last_name: {
            type: 'text',
            max: 200,
          },
          language: {
            type: 'text',
            max: 60,
            required: true,
            default: 'de',
          },
          email: {
            type: 'text',
            max: 200,
          },
          phone: {
            type: 'text',
            max: 200,
          },
          city: {
            type: 'text',
            max: 200,
          },
          country: {
            type: 'text',
            max: 2,
          },
          vat_id: {
            type: 'text',
            max: 20,
          },
          payment_terms: {
            type: 'integer',
            references: 'party_payment_terms',
            required: true,
          },
          price_tier: {
            type: 'integer',
            references: 'party_price_tier',
            required: true,
          },
          discount: {
            type: 'integer',
          },
          delivery_blocked: {
            type: 'bool',
            required: true,
            default: 0,
          },
          legacy_number: {
            type: 'text',
            max: 40,
          },
        },
        unique: [['number']],
        indexes: [['payment_terms'], ['price_tier'], ['legacy_number']],
      },
    },
    {
      createTable: {
        name: 'party_customer_addresses',
        columns: {
          id: {
            type: 'id',
          },
          parent_id: {
            type: 'integer',
            required: true,
            references: 'party_customer',
            cascade: true,
          },
          position: {
            type: 'integer',
            required: true,
          },
          kind: {
            type: 'text',
            max: 60,
            required: true,
            default: 'shipping',
          },
          name: {
            type: 'text',
            max: 200,
          },
          addition: {
            type: 'text',
            max: 200,
          },
          street: {
            type: 'text',
            max: 200,
            required: true,
          },
          postal_code: {
            type: 'text',
            max: 20,
            required: true,
          },
          city: {
            type: 'text',
            max: 200,
            required: true,
          },
          country: {
            type: 'text',
            max: 2,
            required: true,
            default: 'DE',
          },
        },
        indexes: [['parent_id', 'position']],
      },
    },
  ],
};
