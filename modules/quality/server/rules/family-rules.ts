import { sql } from 'kysely';
import { attribute, product, uncategorized, variant } from '#modules/catalog/contract/index.ts';
import { isLive, type Rule, rulesOf } from './rule.ts';

const ofVariant = rulesOf(variant);

const parent = { resource: product.name, id: sql`p.id` };
const withParent = sql`JOIN catalog_product p ON p.id = s.product`;

/** A field that the variant copied from its parent and that differs by now; both are shown by their code. */
const differs = (
  rule: Pick<Rule, 'code' | 'severity' | 'field'>,
  column: string,
  target: { resource: string; table: string },
): Rule =>
  ofVariant({
    ...rule,
    reads: [product.name, target.resource],
    joins: sql`${withParent} JOIN ${sql.table(target.table)} mine ON mine.id = ${sql.ref(`s.${column}`)}
      JOIN ${sql.table(target.table)} its ON its.id = ${sql.ref(`p.${column}`)}`,
    // Who has no category yet is found as such.
    where: sql`${isLive} AND mine.id <> its.id AND ${uncategorized} NOT IN (mine.code, its.code)`,
    found: sql`mine.code`,
    expected: sql`its.code`,
    other: parent,
    fixes: ['takeFromParent'],
  });

/** Variants of one family that do not fit together (PRD-LNK-17). */
export const familyRules: readonly Rule[] = [
  differs({ code: 'unitDiffersFromParent', severity: 'error', field: 'unit' }, 'unit', {
    resource: 'org.unit',
    table: 'org_unit',
  }),
  differs({ code: 'taxRateDiffersFromParent', severity: 'error', field: 'taxRate' }, 'tax_rate', {
    resource: 'org.taxRate',
    table: 'org_tax_rate',
  }),
  differs({ code: 'categoryDiffersFromParent', severity: 'warning', field: 'category' }, 'category', {
    resource: 'catalog.category',
    table: 'catalog_category',
  }),
  rulesOf(product)({
    code: 'familyWithSeveralBaseNumbers',
    severity: 'warning',
    field: null,
    reads: [variant.name],
    joins: sql`JOIN (SELECT product, MIN(base_sku) AS lowest, MAX(base_sku) AS highest FROM catalog_variant
      WHERE state <> 'archived' AND product IS NOT NULL GROUP BY product HAVING MIN(base_sku) <> MAX(base_sku)) d ON d.product = s.id`,
    where: isLive,
    found: sql`CONCAT(d.lowest, ' … ', d.highest)`,
    fixes: [],
  }),
  ofVariant({
    // Families numbered apart from their variants are usual; at fault is who bears another family's number.
    code: 'baseNumberNotOfParent',
    severity: 'warning',
    field: 'product',
    reads: [product.name],
    joins: withParent,
    where: sql`${isLive} AND s.base_sku <> p.sku AND (
      EXISTS (SELECT 1 FROM catalog_product o WHERE o.sku = s.base_sku AND o.state <> 'archived')
      OR EXISTS (SELECT 1 FROM catalog_variant v WHERE v.product = s.product AND v.base_sku = p.sku))`,
    found: sql`s.base_sku`,
    expected: sql`p.sku`,
    other: {
      resource: product.name,
      id: sql`COALESCE((SELECT o.id FROM catalog_product o WHERE o.sku = s.base_sku), p.id)`,
    },
    fixes: ['linkToParent'],
  }),
  ofVariant({
    code: 'attributeOutsideAxes',
    severity: 'error',
    field: 'attributes',
    reads: [product.name, attribute.name, 'catalog.product.axes', 'catalog.variant.attributes'],
    joins: sql`JOIN (SELECT a.parent_id, MIN(a.value) AS value FROM catalog_variant_attributes a
      JOIN catalog_variant v ON v.id = a.parent_id
      LEFT JOIN catalog_product_axes x ON x.parent_id = v.product AND x.target_id = a.attribute
      LEFT JOIN catalog_attribute_values w ON w.parent_id = a.attribute AND w.code = a.value
      WHERE x.parent_id IS NULL OR w.id IS NULL GROUP BY a.parent_id) d ON d.parent_id = s.id`,
    where: isLive,
    found: sql`d.value`,
    fixes: [],
  }),
];
