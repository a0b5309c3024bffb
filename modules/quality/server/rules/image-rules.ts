import { sql } from 'kysely';
import { product, variant } from '#modules/catalog/contract/index.ts';
import { isLive, type Rule, rulesOf, type Sql } from './rule.ts';

type Owner = 'product' | 'variant';

/** Where pictures of a product or variant are kept, each as a condition on its id. Whoever keeps further ones adds a place. */
const places: readonly ((owner: Owner, id: Sql) => Sql)[] = [
  (
    owner,
    id,
  ) => sql`EXISTS (SELECT 1 FROM ${sql.table(`catalog_${owner}_attachments`)} i JOIN kernel_file f ON f.id = i.file
    WHERE i.parent_id = ${id} AND f.media_type LIKE 'image/%')`,
];

const hasPicture = (owner: Owner, id: Sql): Sql =>
  sql`(${sql.join(
    places.map((place) => place(owner, id)),
    sql` OR `,
  )})`;

/** What nobody can show to a customer. */
export const imageRules: readonly Rule[] = [
  rulesOf(product)({
    code: 'productWithoutImage',
    severity: 'hint',
    field: 'attachments',
    reads: [variant.name, `${product.name}.attachments`, `${variant.name}.attachments`],
    where: sql`${isLive} AND NOT ${hasPicture('product', sql`s.id`)} AND NOT EXISTS (SELECT 1 FROM catalog_variant v
      WHERE v.product = s.id AND v.state <> 'archived' AND ${hasPicture('variant', sql`v.id`)})`,
    fixes: [],
  }),
  rulesOf(variant)({
    // A family's picture stands for all of its variants.
    code: 'variantWithoutImage',
    severity: 'hint',
    field: 'attachments',
    reads: [product.name, `${product.name}.attachments`, `${variant.name}.attachments`],
    where: sql`${isLive} AND NOT ${hasPicture('variant', sql`s.id`)}
      AND (s.product IS NULL OR NOT ${hasPicture('product', sql`s.product`)})`,
    fixes: [],
  }),
];
