import type { Money, Rate, Translated } from '#kernel/contract/index.ts';
import { type Ctx, tables } from '#kernel/server/ctx.ts';
import { runShape } from '#kernel/server/db/compiled.ts';

import { sellableStates } from '../../contract/index.ts';

export type PriceType = 'retail' | 'trade' | 'recommended';

/** What a document line takes over from a variant, at the moment of writing. */
export interface PricedVariant {
  id: number;
  sku: string;
  legacySku: string | null;
  name: Translated;
  /** For sale: meant to be, and in a state that allows it. */
  isSellable: boolean;
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

const pricesQuery = (ctx: Ctx, ids: readonly number[], priceType: PriceType) =>
  tables<VariantTables>(ctx)
    .selectFrom('catalog_variant as v')
    .leftJoin('catalog_product as p', 'p.id', 'v.product')
    .innerJoin('org_tax_rate as t', 't.id', 'v.tax_rate')
    .select(['v.id', 'v.sku', 'v.legacy_sku', 'v.state', 'v.is_sold', 'v.unit', 'v.tax_rate', 't.rate'])
    .select(['v.name_de', 'v.name_en', 'p.name_de as product_de', 'p.name_en as product_en'])
    .select(`v.${priceType}_price as price`)
    .where('v.id', 'in', [...ids]);

/** What stands against selling variants. */
export interface SaleLimits {
  /** One that is not for sale, by its SKU; undefined where all are. */
  refused: string | undefined;
  /** Those of which only what is left is sold. */
  ending: ReadonlySet<number>;
}

/** One statement, which gives nothing for most documents. */
export async function saleLimits(ctx: Ctx, ids: readonly number[]): Promise<SaleLimits> {
  const wanted = [...new Set(ids)].sort((a, b) => a - b);
  if (wanted.length === 0) return { refused: undefined, ending: new Set() };
  const shape = `catalog.saleLimits ${ctx.app.engine.dialect} ${wanted.length}`;
  const rows = await runShape(ctx.db, shape, [...wanted, 0, 'active'], () =>
    tables<VariantTables>(ctx)
      .selectFrom('catalog_variant')
      .select(['id', 'sku', 'state', 'is_sold'])
      .where('id', 'in', wanted)
      .where((eb) => eb.or([eb('is_sold', '=', 0), eb('state', '!=', 'active')])),
  );
  const refused = rows.find(({ is_sold, state }) => is_sold === 0 || !sellableStates.includes(state));
  return { refused: refused?.sku, ending: new Set(rows.map(({ id }) => id)) };
}

/** Variants with the price of one kind, their names filled from the parent; one statement for all. */
export async function priceOf(
  ctx: Ctx,
  ids: readonly number[],
  priceType: PriceType,
): Promise<Map<number, PricedVariant>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)];
  // Every order asks this: the text is built once per kind of price and number of ids.
  const shape = `catalog.prices ${ctx.app.engine.dialect} ${priceType} ${wanted.length}`;
  const rows = await runShape(ctx.db, shape, wanted, () => pricesQuery(ctx, wanted, priceType));
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
        isSellable: row.is_sold === 1 && sellableStates.includes(row.state),
        unit: row.unit,
        taxRate: row.tax_rate,
        taxPercent: row.rate,
        price: row.price,
      },
    ]),
  );
}
