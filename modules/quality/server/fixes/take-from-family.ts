import { sql } from 'kysely';
import { variant } from '#modules/catalog/contract/index.ts';
import { distinct, type Fix, numberOf, type Step } from './fix.ts';

/** The value of the rule's field (a price, a weight) that the other live variants of the family have. */
export const takeFromFamily: Fix = async (ctx, rule, rows, { ifDifferent = 'skip' }) => {
  const field = rule.field ?? '';
  const [column = ''] = ctx.app.served(variant.name).byName.get(field)?.columns ?? [];
  const families = distinct(rows.map((row) => numberOf(row.product)));
  const found =
    families.length === 0
      ? []
      : (
          await sql<{
            product: number;
            lowest: number;
            highest: number;
          }>`SELECT product, MIN(${sql.ref(column)}) AS lowest,
              MAX(${sql.ref(column)}) AS highest FROM catalog_variant
            WHERE product IN (${sql.join(families)}) AND state <> 'archived' AND ${sql.ref(column)} > 0
            GROUP BY product`.execute(ctx.db)
        ).rows;
  const ranges = new Map(found.map((row) => [Number(row.product), [Number(row.lowest), Number(row.highest)] as const]));
  return rows.map((row): Step => {
    const [lowest, highest] = ranges.get(numberOf(row.product) ?? 0) ?? [];
    if (lowest === undefined) return { id: row.id, skip: 'quality.familyHasNone' };
    if (lowest !== highest && ifDifferent === 'skip') return { id: row.id, skip: 'quality.familyDiffers' };
    return { id: row.id, patch: { [field]: ifDifferent === 'highest' ? highest : lowest } };
  });
};
