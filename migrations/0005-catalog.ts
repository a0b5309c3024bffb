import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0005-catalog',
  steps: [
    {
      createTable: {
        name: 'catalog_category',
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
            max: 40,
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
          parent: {
            type: 'integer',
            references: 'catalog_category',
          },
          legacy_group: {
            type: 'text',
            max: 40,
          },
        },
        unique: [['code']],
        indexes: [['parent'], ['legacy_group']],
      },
    },
    {
      createTable: {
        name: 'catalog_product',
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
          sku: {
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
          description_de: {
            type: 'longText',
          },
          description_en: {
            type: 'longText',
          },
          short_description_de: {
            type: 'text',
            max: 1000,
          },
          short_description_en: {
            type: 'text',
            max: 1000,
          },
          category: {
            type: 'integer',
            references: 'catalog_category',
            required: true,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'active',
          },
          unit: {
            type: 'integer',
            references: 'org_unit',
            required: true,
          },
          tax_rate: {
            type: 'integer',
            references: 'org_tax_rate',
            required: true,
          },
          weight: {
            type: 'integer',
          },
          is_hanging: {
            type: 'bool',
            required: true,
            default: 0,
          },
          is_one_sided: {
            type: 'bool',
            required: true,
            default: 0,
          },
          released_on: {
            type: 'text',
            max: 10,
          },
          is_new: {
            type: 'bool',
            required: true,
            default: 0,
          },
          is_placeholder: {
            type: 'bool',
            required: true,
            default: 0,
          },
          legacy_id: {
            type: 'text',
            max: 64,
          },
          legacy_key: {
            type: 'text',
            max: 64,
          },
          legacy_uid_original: {
            type: 'text',
            max: 64,
          },
          legacy_stamp: {
            type: 'text',
            max: 64,
          },
        },
        unique: [['sku']],
        indexes: [['category'], ['unit'], ['tax_rate'], ['legacy_id'], ['legacy_key'], ['legacy_uid_original']],
      },
    },
    {
      createTable: {
        name: 'catalog_variant',
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
          sku: {
            type: 'text',
            max: 60,
            required: true,
          },
          legacy_sku: {
            type: 'text',
            max: 60,
          },
          name_de: {
            type: 'text',
            max: 200,
          },
          name_en: {
            type: 'text',
            max: 200,
          },
          product: {
            type: 'integer',
            references: 'catalog_product',
          },
          base_sku: {
            type: 'text',
            max: 60,
          },
          variant_code: {
            type: 'text',
            max: 60,
          },
          category: {
            type: 'integer',
            references: 'catalog_category',
            required: true,
          },
          state: {
            type: 'text',
            max: 60,
            required: true,
            default: 'active',
          },
          is_sold: {
            type: 'bool',
            required: true,
            default: 1,
          },
          unit: {
            type: 'integer',
            references: 'org_unit',
            required: true,
          },
          tax_rate: {
            type: 'integer',
            references: 'org_tax_rate',
            required: true,
          },
          retail_price: {
            type: 'integer',
          },
          trade_price: {
            type: 'integer',
          },
          recommended_price: {
            type: 'integer',
          },
          purchase_price: {
            type: 'integer',
          },
          weight: {
            type: 'integer',
          },
          width: {
            type: 'integer',
          },
          height: {
            type: 'integer',
          },
          depth: {
            type: 'integer',
          },
          color: {
            type: 'text',
            max: 200,
          },
          size: {
            type: 'text',
            max: 200,
          },
          released_on: {
            type: 'text',
            max: 10,
          },
          discontinued_on: {
            type: 'text',
            max: 10,
          },
          legacy_id: {
            type: 'text',
            max: 64,
          },
          legacy_key: {
            type: 'text',
            max: 64,
          },
          legacy_uid_original: {
            type: 'text',
            max: 64,
          },
          legacy_familie: {
            type: 'text',
            max: 64,
          },
          legacy_ref_old: {
            type: 'text',
            max: 64,
          },
          legacy_stamp: {
            type: 'text',
            max: 64,
          },
        },
        unique: [['sku']],
        indexes: [
          ['legacy_sku'],
          ['product'],
          ['base_sku'],
          ['category'],
          ['unit'],
          ['tax_rate'],
          ['legacy_id'],
          ['legacy_key'],
          ['legacy_uid_original'],
          ['legacy_familie'],
          ['legacy_ref_old'],
          ['category', 'sku'],
        ],
      },
    },
  ],
};
