import { sql } from 'kysely';
import { type Ctx, tables } from '#kernel/server/ctx.ts';
import type { AnyRow } from '#kernel/server/served.ts';
import { distinct, type Fix, numberOf, type Step, textOf } from './fix.ts';

interface ParentTables {
  catalog_product: { id: number; sku: string; state: string; legacy_id: string | null };
  catalog_variant: { product: number | null; base_sku: string | null; state: string };
}

/** A parent found by a text; null where several are equally good. */
type Found = Map<string, number | null>;

const read = (rows: readonly { key: string | null; lowest: number | null; highest: number | null }[]): Found =>
  new Map(
    rows.flatMap(({ key, lowest, highest }) => (key ? [[key, lowest === highest ? lowest : null] as const] : [])),
  );

async function byProduct(ctx: Ctx, column: 'sku' | 'legacy_id', keys: readonly string[]): Promise<Found> {
  if (keys.length === 0) return new Map();
  const rows = await tables<ParentTables>(ctx)
    .selectFrom('catalog_product')
    .select([`${column} as key`, sql<number>`MIN(id)`.as('lowest'), sql<number>`MAX(id)`.as('highest')])
    .where(column, 'in', [...keys])
    .where('state', '!=', 'archived')
    .groupBy(column)
    .execute();
  return read(rows);
}

/** The family that the other variants with the same base number belong to. */
async function bySiblings(ctx: Ctx, keys: readonly string[]): Promise<Found> {
  if (keys.length === 0) return new Map();
  const rows = await tables<ParentTables>(ctx)
    .selectFrom('catalog_variant as v')
    .innerJoin('catalog_product as p', 'p.id', 'v.product')
    .select(['v.base_sku as key', sql<number>`MIN(p.id)`.as('lowest'), sql<number>`MAX(p.id)`.as('highest')])
    .where('v.base_sku', 'in', [...keys])
    .where('p.state', '!=', 'archived')
    .groupBy('v.base_sku')
    .execute();
  return read(rows);
}

/**
 * The parent that the key names, else the one whose number is the base number, else the family of the other variants
 * with that base number (PRD-LNK-01, PRD-PMG-14). Two equally good ones are left to a human being (PRD-LNK-15).
 */
export const linkToParent: Fix = async (ctx, _rule, rows) => {
  const keyOf = (row: AnyRow) => textOf(row.legacyFamilie);
  const baseOf = (row: AnyRow) => textOf(row.baseSku);
  const bases = distinct(rows.map(baseOf));
  const keyed = await byProduct(ctx, 'legacy_id', distinct(rows.map(keyOf)));
  const numbered = await byProduct(ctx, 'sku', bases);
  const related = await bySiblings(ctx, bases);
  return rows.map((row): Step => {
    const [key, base] = [keyOf(row) ?? '', baseOf(row) ?? ''];
    const [found] = [keyed.get(key), numbered.get(base), related.get(base)].filter((parent) => parent !== undefined);
    if (found === null) return { id: row.id, skip: 'quality.parentAmbiguous' };
    const parent = numberOf(found);
    if (parent === null || parent === row.product) return { id: row.id, skip: 'quality.parentNotFound' };
    return { id: row.id, patch: { product: parent } };
  });
};
