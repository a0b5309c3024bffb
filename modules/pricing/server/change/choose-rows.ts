import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Money, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Cell, Tables } from '#kernel/server/db/engine.ts';
import { conditions } from '#kernel/server/query.ts';
import { listRecords } from '#kernel/server/read.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import type { priceChange } from '../../contract/index.ts';
import { applyRule } from './apply-rule.ts';

export type PriceChange = Row<typeof priceChange>;

/** A price that the change would set. */
export interface ChosenRow {
  variant: number | null;
  /** The price record, where it is no base price. */
  priceRecord: number | null;
  subject: string;
  before: Money | null;
  after: Money;
  validFrom: string | null;
  validTo: string | null;
}

type Chosen = Omit<ChosenRow, 'after'>;
const numberOrNull = (cell: Cell | undefined): number | null =>
  cell === null || cell === undefined ? null : Number(cell);

/** Variants of which the base price is meant, and price records. */
export interface Subjects {
  variants: readonly number[];
  records: readonly number[];
}

/** What the change would set, in the order of the articles; prices that stay as they are are left out. `only`: of these. */
export async function chooseRows(ctx: Ctx, change: PriceChange, only?: Subjects): Promise<ChosenRow[]> {
  const chosen = change.source === 'list' ? await listRows(ctx, change, only) : await baseRows(ctx, change, only);
  return chosen.flatMap((row) => {
    const after = applyRule(row.before, change);
    return after === null || after === row.before ? [] : [{ ...row, after }];
  });
}

/** As many as a statement may have parameters. */
const mostFound = 30_000;

type Builder = ExpressionBuilder<Tables, string>;
type Conditions = ((eb: Builder) => Expression<SqlBool>)[];

/** Which variants the change means, as conditions on their table; null where nothing can be meant. */
async function variantConditions(ctx: Ctx, change: PriceChange): Promise<Conditions | null> {
  const served = ctx.app.served(variant.name);
  const found = conditions(ctx, served, {});
  if (found === null) return null;
  const wanted: Conditions = found.map(({ where }) => where);
  if (change.words?.trim()) {
    const query = { q: change.words, fields: [variant.title], limit: mostFound };
    const ids = (await listRecords(ctx, served, query, { most: mostFound })).items.map(({ id }) => Number(id));
    if (ids.length === 0) return null;
    wanted.push((eb) => eb('catalog_variant.id', 'in', ids));
  }
  if (change.category !== null) {
    const below = await categoriesBelow(ctx, change.category);
    wanted.push((eb) => eb('catalog_variant.category', 'in', below));
  }
  const { product, tag } = change;
  if (product !== null) wanted.push((eb) => eb('catalog_variant.product', '=', product));
  if (tag !== null)
    wanted.push((eb) =>
      eb.or([
        eb(
          'catalog_variant.id',
          'in',
          eb.selectFrom('catalog_variant_tags').select('parent_id').where('target_id', '=', tag),
        ),
        eb(
          'catalog_variant.product',
          'in',
          eb.selectFrom('catalog_product_tags').select('parent_id').where('target_id', '=', tag),
        ),
      ]),
    );
  return wanted;
}

async function categoriesBelow(ctx: Ctx, category: number): Promise<number[]> {
  const rows = await ctx.db.selectFrom('catalog_category').select(['id', 'parent']).execute();
  const below = new Set([category]);
  for (let grown = true; grown; ) {
    const before = below.size;
    for (const { id, parent } of rows) if (below.has(Number(parent))) below.add(Number(id));
    grown = below.size > before;
  }
  return [...below];
}

async function baseRows(ctx: Ctx, change: PriceChange, only?: Subjects): Promise<Chosen[]> {
  const wanted = await variantConditions(ctx, change);
  if (wanted === null) return [];
  const column = `catalog_variant.${change.source}_price`;
  let query = ctx.db
    .selectFrom('catalog_variant')
    .select(['catalog_variant.id', 'catalog_variant.sku', sql.ref<number | null>(column).as('before')])
    .where('catalog_variant.state', '!=', 'archived')
    .orderBy('catalog_variant.sku');
  for (const condition of wanted) query = query.where(condition);
  if (only) query = query.where('catalog_variant.id', 'in', [...only.variants]);
  if (change.priceFrom !== null) query = query.where(column, '>=', change.priceFrom);
  if (change.priceTo !== null) query = query.where(column, '<=', change.priceTo);
  return (await query.execute()).map((row) => ({
    variant: Number(row.id),
    priceRecord: null,
    subject: String(row.sku),
    before: numberOrNull(row.before),
    validFrom: change.validFrom,
    validTo: null,
  }));
}

/** Prices of the list that hold on the day of the change or begin later; past ones are history. */
async function listRows(ctx: Ctx, change: PriceChange, only?: Subjects): Promise<Chosen[]> {
  const day = change.validFrom ?? businessDate(ctx.app.clock());
  const wanted = await variantConditions(ctx, change);
  if (wanted === null) return [];
  let query = ctx.db
    .selectFrom('pricing_price')
    .select(['id', 'variant', 'subject', 'price', 'valid_from', 'valid_to'])
    .where('price_list', '=', change.sourceList)
    .where('price', 'is not', null)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('subject')
    .orderBy('id');
  if (only) query = query.where('id', 'in', [...only.records]);
  if (wanted.length > 0)
    query = query.where((eb) => {
      const of = (column: string) => {
        let variants = eb.selectFrom('catalog_variant').select(column);
        for (const condition of wanted) variants = variants.where(condition);
        return variants;
      };
      return eb.or([
        eb('pricing_price.variant', 'in', of('catalog_variant.id')),
        eb('pricing_price.product', 'in', of('catalog_variant.product')),
      ]);
    });
  if (change.priceFrom !== null) query = query.where('price', '>=', change.priceFrom);
  if (change.priceTo !== null) query = query.where('price', '<=', change.priceTo);
  return (await query.execute()).map((row) => ({
    variant: numberOrNull(row.variant),
    priceRecord: Number(row.id),
    subject: String(row.subject),
    before: numberOrNull(row.price),
    validFrom: row.valid_from === undefined ? null : (row.valid_from as string | null),
    validTo: row.valid_to === undefined ? null : (row.valid_to as string | null),
  }));
}
