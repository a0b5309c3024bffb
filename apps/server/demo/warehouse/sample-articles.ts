import type { Ctx } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { category, product, variant } from '#modules/catalog/contract/index.ts';
import { sampleFinishes } from '../sample-data.ts';
import { materials, rackFigures } from './sample-goods.ts';

const euro = (amount: number) => Math.round(amount * 10_000);
const gram = 1_000_000;

/** Ids of the articles in the racks by their number. */
export type Articles = (sku: string) => number;

/** The figures in the racks, painted (…1) and bare (…2), and what they are made of. */
export async function createRackArticles(ctx: Ctx): Promise<Articles> {
  const groups = [...new Map([...rackFigures, ...materials].map((one) => [one.category.code, one.category])).values()];
  const categories = new Map(
    (
      await create(
        ctx,
        category,
        groups.map(({ code, de, en }) => ({ code, name: { de, en } })),
      )
    ).map((row) => [row.code, row.id]),
  );
  const figures = await createFigures(ctx, categories);
  const units = await ctx.db.selectFrom('org_unit').select(['id', 'code']).execute();
  const unitOf = new Map(units.map(({ id, code }) => [String(code), Number(id)]));
  const stuff = await create(
    ctx,
    variant,
    materials.map(({ sku, de, en, unit, cost, tracking, shelfLife, category: { code } }) => ({
      sku,
      name: { de, en },
      category: categories.get(code) ?? 0,
      unit: unitOf.get(unit) ?? 0,
      isSold: false,
      isPurchased: true,
      purchasePrice: euro(cost),
      tracking,
      shelfLife,
    })),
  );
  const ids = new Map([...figures, ...stuff].map(({ sku, id }) => [sku, id]));
  return (sku) => {
    const id = ids.get(sku);
    if (id === undefined) throw new Error(`there is no article ${sku}`);
    return id;
  };
}

async function createFigures(ctx: Ctx, categories: ReadonlyMap<string, number>) {
  const products = await create(
    ctx,
    product,
    rackFigures.map(({ sku, de, en, grams, category: { code } }) => ({
      sku,
      name: { de, en },
      weight: grams * gram,
      category: categories.get(code) ?? 0,
      isManufactured: true,
    })),
  );
  const drafts = products.flatMap((row, index) =>
    sampleFinishes.slice(0, 2).map(({ code, de, en, factor }, finish) => {
      const price = (rackFigures[index]?.price ?? 0) * factor;
      return {
        sku: `${row.sku}${finish + 1}`,
        legacySku: `${row.sku}-${code}`,
        product: row.id,
        weight: row.weight,
        name: { de: `${row.name?.de}, ${de}`, en: `${row.name?.en}, ${en}` },
        isManufactured: true,
        retailPrice: euro(price),
        recommendedPrice: euro(price),
        tradePrice: euro(Math.round(price * 45) / 100),
        purchasePrice: euro(Math.round(price * 17) / 100),
      };
    }),
  );
  return create(ctx, variant, drafts);
}
