import { sql } from 'kysely';
import { product, variant } from '#modules/catalog/contract/index.ts';
import type { RuleCode } from '../../contract/index.ts';
import { isLive, type Rule, rulesOf, type Sql } from './rule.ts';

const ofVariant = rulesOf(variant);
const ofProduct = rulesOf(product);

/** The first of those that share a value; for the first itself, the last. */
const double = sql`CASE WHEN s.id = d.first_id THEN d.last_id ELSE d.first_id END`;

const twins = (table: string, name: string): Sql => {
  const column = sql.ref(name);
  return sql`JOIN (SELECT ${column} AS value, MIN(id) AS first_id, MAX(id) AS last_id FROM ${sql.table(table)}
    WHERE state <> 'archived' AND ${column} IS NOT NULL AND ${column} <> '' GROUP BY ${column} HAVING COUNT(*) > 1) d
    ON d.value = ${sql.ref(`s.${name}`)}`;
};

const sameLegacyId = (code: RuleCode, { name }: { name: string }, table: string): Rule => ({
  code,
  severity: 'error',
  subject: name,
  field: 'legacyId',
  joins: twins(table, 'legacy_id'),
  where: isLive,
  found: sql`d.value`,
  other: { resource: name, id: double },
  sort: sql`d.value`,
  fixes: ['archive'],
  oneByOne: true,
});

/** Records that cannot be told apart. */
export const duplicateRules: readonly Rule[] = [
  ofProduct({
    code: 'numberLooksLikeKey',
    severity: 'error',
    field: 'sku',
    where: sql`${isLive} AND LENGTH(s.sku) = 32 AND s.sku NOT LIKE '%-%'`,
    found: sql`s.legacy_id`,
    fixes: [],
  }),
  ofProduct({
    code: 'duplicateProductName',
    severity: 'warning',
    field: 'name',
    joins: twins('catalog_product', 'name_de'),
    where: isLive,
    other: { resource: product.name, id: double },
    sort: sql`d.value`,
    fixes: ['archive'],
    oneByOne: true,
  }),
  ofVariant({
    code: 'duplicateVariantName',
    severity: 'warning',
    field: 'name',
    reads: ['catalog.variant.attributes'],
    // What a clerk reads beside the number: its own name, else that of its parent, and what tells the variants apart.
    joins: sql`JOIN (SELECT COALESCE(name_de, '') AS name, COALESCE(variant_code, '') AS code, COALESCE(color, '') AS color,
      COALESCE(size, '') AS size, CASE WHEN name_de IS NULL THEN COALESCE(product, -id) ELSE 0 END AS family,
      MIN(id) AS first_id, MAX(id) AS last_id FROM catalog_variant WHERE state <> 'archived'
      GROUP BY 1, 2, 3, 4, 5 HAVING COUNT(*) > 1) d ON d.name = COALESCE(s.name_de, '')
      AND d.family = CASE WHEN s.name_de IS NULL THEN COALESCE(s.product, -s.id) ELSE 0 END
      AND d.code = COALESCE(s.variant_code, '') AND d.color = COALESCE(s.color, '') AND d.size = COALESCE(s.size, '')`,
    where: sql`${isLive} AND NOT EXISTS (SELECT 1 FROM catalog_variant_attributes a WHERE a.parent_id = s.id)`,
    other: { resource: variant.name, id: double },
    sort: sql`d.name`,
    fixes: ['archive'],
    oneByOne: true,
  }),
  ofVariant({
    code: 'duplicateBarcode',
    severity: 'error',
    field: 'barcodes',
    reads: ['catalog.variant.barcodes'],
    joins: sql`JOIN (SELECT b.parent_id, MIN(b.code) AS code FROM catalog_variant_barcodes b WHERE b.code IN (
      SELECT code FROM catalog_variant_barcodes GROUP BY code HAVING COUNT(DISTINCT parent_id) > 1)
      GROUP BY b.parent_id) d ON d.parent_id = s.id`,
    where: isLive,
    found: sql`d.code`,
    other: {
      resource: variant.name,
      id: sql`(SELECT MIN(o.parent_id) FROM catalog_variant_barcodes o WHERE o.code = d.code AND o.parent_id <> s.id)`,
    },
    sort: sql`d.code`,
    fixes: [],
  }),
  sameLegacyId('duplicateProductLegacyId', product, 'catalog_product'),
  sameLegacyId('duplicateVariantLegacyId', variant, 'catalog_variant'),
];
