import { sql } from 'kysely';
import { placeholderPrefix, product, variant } from '#modules/catalog/contract/index.ts';
import { isLive, type Rule, rulesOf } from './rule.ts';

const ofVariant = rulesOf(variant);
const ofProduct = rulesOf(product);

const withParent = sql`JOIN catalog_product p ON p.id = s.product`;
const hasKey = sql`COALESCE(s.legacy_familie, '') <> ''`;

/** Variants and the parents they belong to (PRD-LNK). */
export const relationshipRules: readonly Rule[] = [
  ofVariant({
    code: 'variantKeyNotFound',
    severity: 'error',
    field: 'product',
    where: sql`${isLive} AND s.product IS NULL AND ${hasKey}`,
    found: sql`s.legacy_familie`,
    fixes: ['linkToParent', 'archive'],
  }),
  ofVariant({
    code: 'variantWithoutParent',
    severity: 'warning',
    field: 'product',
    where: sql`${isLive} AND s.product IS NULL AND NOT ${hasKey}`,
    found: sql`s.base_sku`,
    fixes: ['linkToParent', 'archive'],
  }),
  ofVariant({
    // A key that no parent has is no contradiction: such a variant was linked by hand.
    code: 'parentKeyMismatch',
    severity: 'error',
    field: 'product',
    reads: [product.name],
    joins: withParent,
    where: sql`${isLive} AND ${hasKey} AND COALESCE(p.legacy_id, '') <> s.legacy_familie
      AND EXISTS (SELECT 1 FROM catalog_product k WHERE k.legacy_id = s.legacy_familie)`,
    found: sql`s.legacy_familie`,
    expected: sql`p.legacy_id`,
    other: { resource: product.name, id: sql`p.id` },
    fixes: ['linkToParent'],
  }),
  ofProduct({
    code: 'placeholderParent',
    severity: 'warning',
    field: 'name',
    where: sql`${isLive} AND (s.is_placeholder = 1 OR SUBSTR(s.sku, 1, ${sql.lit(placeholderPrefix.length)}) = ${placeholderPrefix}
      OR SUBSTR(s.name_de, 1, ${sql.lit(placeholderPrefix.length)}) = ${placeholderPrefix})`,
    found: sql`s.name_de`,
    fixes: ['archive'],
  }),
  ofVariant({
    code: 'archivedParent',
    severity: 'error',
    field: 'product',
    reads: [product.name],
    joins: withParent,
    where: sql`${isLive} AND p.state = 'archived'`,
    other: { resource: product.name, id: sql`p.id` },
    fixes: ['archive'],
  }),
  ofProduct({
    code: 'productWithoutVariants',
    severity: 'hint',
    field: null,
    reads: [variant.name],
    where: sql`${isLive} AND NOT EXISTS (SELECT 1 FROM catalog_variant v WHERE v.product = s.id AND v.state <> 'archived')`,
    fixes: ['archive'],
  }),
];
