import type { Migration } from '#kernel/server/db/migrate.ts';

export const migration: Migration = {
  name: '0011-catalog',
  steps: [
    {
      createTable: {
        name: 'catalog_attribute',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          code: { type: 'text', max: 40, required: true },
          name_de: { type: 'text', max: 200 },
          name_en: { type: 'text', max: 200 },
          position: { type: 'integer', required: true, default: 10 },
        },
        unique: [['code']],
      },
    },
    {
      createTable: {
        name: 'catalog_product_axes',
        columns: {
          parent_id: { type: 'integer', required: true, references: 'catalog_product', cascade: true },
          target_id: { type: 'integer', required: true, references: 'catalog_attribute' },
        },
        primaryKey: ['parent_id', 'target_id'],
        indexes: [['target_id']],
      },
    },
    {
      createTable: {
        name: 'catalog_tag',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          code: { type: 'text', max: 40, required: true },
          name_de: { type: 'text', max: 200 },
          name_en: { type: 'text', max: 200 },
        },
        unique: [['code']],
      },
    },
    {
      createTable: {
        name: 'catalog_product_tags',
        columns: {
          parent_id: { type: 'integer', required: true, references: 'catalog_product', cascade: true },
          target_id: { type: 'integer', required: true, references: 'catalog_tag' },
        },
        primaryKey: ['parent_id', 'target_id'],
        indexes: [['target_id']],
      },
    },
    {
      createTable: {
        name: 'catalog_product_properties',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_product', cascade: true },
          position: { type: 'integer', required: true },
          name_de: { type: 'text', max: 100 },
          name_en: { type: 'text', max: 100 },
          value_de: { type: 'text', max: 1000 },
          value_en: { type: 'text', max: 1000 },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'catalog_product_unit_conversions',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_product', cascade: true },
          position: { type: 'integer', required: true },
          quantity: { type: 'integer', required: true, default: 1000000 },
          unit: { type: 'integer', references: 'org_unit', required: true },
          base_quantity: { type: 'integer', required: true },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'catalog_product_attachments',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_product', cascade: true },
          position: { type: 'integer', required: true },
          file: { type: 'integer', references: 'kernel_file', required: true },
          title: { type: 'text', max: 200 },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'catalog_variant_tags',
        columns: {
          parent_id: { type: 'integer', required: true, references: 'catalog_variant', cascade: true },
          target_id: { type: 'integer', required: true, references: 'catalog_tag' },
        },
        primaryKey: ['parent_id', 'target_id'],
        indexes: [['target_id']],
      },
    },
    {
      createTable: {
        name: 'catalog_variant_attributes',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_variant', cascade: true },
          position: { type: 'integer', required: true },
          attribute: { type: 'integer', references: 'catalog_attribute', required: true },
          value: { type: 'text', max: 20, required: true },
        },
        indexes: [['parent_id', 'position'], ['attribute']],
      },
    },
    {
      createTable: {
        name: 'catalog_variant_barcodes',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_variant', cascade: true },
          position: { type: 'integer', required: true },
          code: { type: 'text', max: 60, required: true },
          kind: { type: 'text', max: 60, required: true, default: 'gtin' },
          quantity: { type: 'integer' },
          unit: { type: 'integer', references: 'org_unit' },
        },
        indexes: [['parent_id', 'position'], ['code']],
      },
    },
    {
      createTable: {
        name: 'catalog_variant_supplier_numbers',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_variant', cascade: true },
          position: { type: 'integer', required: true },
          supplier: { type: 'text', max: 200, required: true },
          number: { type: 'text', max: 100, required: true },
          name: { type: 'text', max: 200 },
        },
        indexes: [['parent_id', 'position'], ['number']],
      },
    },
    {
      createTable: {
        name: 'catalog_variant_unit_conversions',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_variant', cascade: true },
          position: { type: 'integer', required: true },
          quantity: { type: 'integer', required: true, default: 1000000 },
          unit: { type: 'integer', references: 'org_unit', required: true },
          base_quantity: { type: 'integer', required: true },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'catalog_variant_properties',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_variant', cascade: true },
          position: { type: 'integer', required: true },
          name_de: { type: 'text', max: 100 },
          name_en: { type: 'text', max: 100 },
          value_de: { type: 'text', max: 1000 },
          value_en: { type: 'text', max: 1000 },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'catalog_variant_attachments',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_variant', cascade: true },
          position: { type: 'integer', required: true },
          file: { type: 'integer', references: 'kernel_file', required: true },
          title: { type: 'text', max: 200 },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'catalog_attribute_values',
        columns: {
          id: { type: 'id' },
          parent_id: { type: 'integer', required: true, references: 'catalog_attribute', cascade: true },
          position: { type: 'integer', required: true },
          code: { type: 'text', max: 20, required: true },
          name_de: { type: 'text', max: 200 },
          name_en: { type: 'text', max: 200 },
        },
        indexes: [['parent_id', 'position']],
      },
    },
    {
      createTable: {
        name: 'catalog_unit_conversion',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          formula: { type: 'text', max: 120, required: true },
          from_quantity: { type: 'integer', required: true, default: 1000000 },
          from: { type: 'integer', references: 'org_unit', required: true },
          to_quantity: { type: 'integer', required: true },
          to: { type: 'integer', references: 'org_unit', required: true },
        },
        unique: [['from', 'to']],
        indexes: [['from'], ['to']],
      },
    },
    {
      createTable: {
        name: 'catalog_category_mapping',
        columns: {
          id: { type: 'id' },
          version: { type: 'integer', required: true, default: 1 },
          created_at: { type: 'integer', required: true },
          created_by: { type: 'integer' },
          updated_at: { type: 'integer', required: true },
          updated_by: { type: 'integer' },
          legacy_group: { type: 'text', max: 60, required: true },
          category: { type: 'integer', references: 'catalog_category' },
          note: { type: 'text', max: 200 },
        },
        unique: [['legacy_group']],
        indexes: [['category']],
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'is_manufactured',
        column: { type: 'bool', required: true, default: 0 },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'is_purchased',
        column: { type: 'bool', required: true, default: 0 },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'is_sold',
        column: { type: 'bool', required: true, default: 1 },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'gross_weight',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'weight_unit',
        column: { type: 'text', max: 60 },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'width',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'height',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'depth',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'dimension_unit',
        column: { type: 'text', max: 60 },
      },
    },
    {
      addColumn: {
        table: 'catalog_product',
        name: 'legacy_group',
        column: { type: 'text', max: 60 },
      },
    },
    {
      addIndex: {
        table: 'catalog_product',
        columns: ['legacy_group'],
        unique: false,
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'short_description_de',
        column: { type: 'text', max: 1000 },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'short_description_en',
        column: { type: 'text', max: 1000 },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'description_de',
        column: { type: 'longText' },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'description_en',
        column: { type: 'longText' },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'is_manufactured',
        column: { type: 'bool', required: true, default: 0 },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'is_purchased',
        column: { type: 'bool', required: true, default: 0 },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'gross_weight',
        column: { type: 'integer' },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'weight_unit',
        column: { type: 'text', max: 60 },
      },
    },
    {
      addColumn: {
        table: 'catalog_variant',
        name: 'dimension_unit',
        column: { type: 'text', max: 60 },
      },
    },
  ],
};
