import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0002-org',
  steps: [
    {
      createTable: {
        name: 'org_company',
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
          name: {
            type: 'text',
            max: 200,
            required: true,
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
          phone: {
            type: 'text',
            max: 200,
          },
          email: {
            type: 'text',
            max: 200,
          },
          website: {
            type: 'text',
            max: 200,
          },
          tax_number: {
            type: 'text',
            max: 30,
          },
          vat_id: {
            type: 'text',
            max: 20,
          },
          register: {
            type: 'text',
            max: 200,
          },
          managing_director: {
            type: 'text',
            max: 200,
          },
          bank_name: {
            type: 'text',
            max: 200,
          },
          iban: {
            type: 'text',
            max: 42,
          },
          bic: {
            type: 'text',
            max: 11,
          },
          currency: {
            type: 'text',
            max: 3,
            required: true,
            default: 'EUR',
          },
        },
      },
    },
    {
      createTable: {
        name: 'org_tax_rate',
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
          rate: {
            type: 'integer',
            required: true,
          },
          is_default: {
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
        name: 'org_unit',
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
          symbol_de: {
            type: 'text',
            max: 20,
          },
          symbol_en: {
            type: 'text',
            max: 20,
          },
        },
        unique: [['code']],
      },
    },
    {
      createTable: {
        name: 'org_number_series',
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
          pattern: {
            type: 'text',
            max: 40,
            required: true,
          },
        },
        unique: [['code']],
      },
    },
  ],
};
