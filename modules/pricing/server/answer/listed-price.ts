import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * Condition on a variant in SQL: an active list names a price for it or for its product that holds on the day, whoever it is
 * for and from whatever quantity on. Discounts do not count, as they need a price to be taken from.
 * @param variant alias of `catalog_variant` in the statement
 * @param day ISO date
 */
export function hasListedPrice(variant: string, day: string): RawBuilder<SqlBool> {
  const of = (subject: 'variant' | 'product', id: string) =>
    sql`EXISTS (SELECT 1 FROM pricing_price p JOIN pricing_price_list l ON l.id = p.price_list
      WHERE ${sql.ref(`p.${subject}`)} = ${sql.ref(`${variant}.${id}`)} AND l.state = 'active' AND p.price > 0
      AND COALESCE(p.valid_from, '') <= ${day} AND COALESCE(p.valid_to, ${day}) >= ${day}
      AND COALESCE(l.valid_from, '') <= ${day} AND COALESCE(l.valid_to, ${day}) >= ${day})`;
  return sql<SqlBool>`(${of('variant', 'id')} OR ${of('product', 'product')})`;
}
