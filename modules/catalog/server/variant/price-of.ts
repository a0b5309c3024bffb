import type { CompiledQuery } from 'kysely';
import type { Money, Rate, Translated } from '#kernel/contract/index.ts';
import { type Ctx, tables } from '#kernel/server/ctx.ts';

export type PriceType = 'retail' | 'trade' | 'recommended';

/** What a document line takes over from a variant, at the moment of writing. */
export interface PricedVariant {
  id: number;
  sku: string;
  legacySku: string | null;
  name: Translated;
  state: string;
  isSold: boolean;
  unit: number;
  taxRate: number;
  taxPercent: Rate;
  /** Per base unit, null where the variant has no such price. */
  price: Money | null;
}

interface VariantTables {
  catalog_variant: Record<'id' | 'unit' | 'tax_rate' | 'is_sold', number> & {
    sku: string;
    legacy_sku: string | null;
    name_de: string | null;
    name_en: string | null;
    product: number | null;
    state: string;
  } & Record<`${PriceType}_price`, number | null>;
  catalog_product: { id: number; name_de: string | null; name_en: string | null };
  org_tax_rate: { id: number; rate: number };
}

type PricedRow = Pick<
  VariantTables['catalog_variant'],
  'id' | 'sku' | 'legacy_sku' | 'state' | 'is_sold' | 'unit' | 'tax_rate' | 'name_de' | 'name_en'
> & {
  rate: number;
  product_de: string | null;
  product_en: string | null;
  price: number | null;
};

/** Every order asks this: the text is built once per kind of price and number of ids. */
const compiled = new Map<string, CompiledQuery<PricedRow>>();

function pricesQuery(ctx: Ctx, ids: readonly number[], priceType: PriceType): CompiledQuery<PricedRow> {
  const key = `${ctx.app.engine.dialect} ${priceType} ${ids.length}`;
  const known = compiled.get(key) ?? buildPricesQuery(ctx, ids, priceType);
  compiled.set(key, known);
  return { ...known, parameters: ids };
}

const buildPricesQuery = (ctx: Ctx, ids: readonly number[], priceType: PriceType): CompiledQuery<PricedRow> =>
  tables<VariantTables>(ctx)
    .selectFrom('catalog_variant as v')
    .leftJoin('catalog_product as p', 'p.id', 'v.product')
    .innerJoin('org_tax_rate as t', 't.id', 'v.tax_rate')
    .select(['v.id', 'v.sku', 'v.legacy_sku', 'v.state', 'v.is_sold', 'v.unit', 'v.tax_rate', 't.rate'])
    .select(['v.name_de', 'v.name_en', 'p.name_de as product_de', 'p.name_en as product_en'])
    .select(`v.${priceType}_price as price`)
    .where('v.id', 'in', [...ids])
    .compile();

/** Variants with the price of one kind, their names filled from the parent; one statement for all. */
export async function priceOf(
  ctx: Ctx,
  ids: readonly number[],
  priceType: PriceType,
): Promise<Map<number, PricedVariant>> {
  if (ids.length === 0) return new Map();
  const { rows } = await ctx.db.executeQuery<PricedRow>(pricesQuery(ctx, [...new Set(ids)], priceType));
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        sku: row.sku,
        legacySku: row.legacy_sku,
        name:
          row.name_de || row.name_en
            ? { de: row.name_de, en: row.name_en }
            : { de: row.product_de, en: row.product_en },
        state: row.state,
        isSold: row.is_sold === 1,
        unit: row.unit,
        taxRate: row.tax_rate,
        taxPercent: row.rate,
        price: row.price,
      },
    ]),
  );
}
