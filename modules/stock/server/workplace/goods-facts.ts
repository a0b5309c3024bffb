import type { Ctx } from '#kernel/server/ctx.ts';
import { shownVariants } from '#modules/catalog/server/index.ts';
import type { ScannedGoods } from '../../contract/index.ts';

/** What whoever holds an article in his hand has to know of it. */
export type GoodsFacts = Pick<ScannedGoods, 'product' | 'legacyNumber' | 'unit' | 'tracking' | 'shelfLife'>;

/** At most three statements, for any number of articles up to some thousand. */
export async function goodsFacts(ctx: Ctx, products: Iterable<number>): Promise<Map<number, GoodsFacts>> {
  const found = await shownVariants(ctx, products);
  return new Map(
    [...found].map(([id, { title, legacySku, unit, tracking, shelfLife }]) => [
      id,
      { product: title, legacyNumber: legacySku, unit, tracking, shelfLife },
    ]),
  );
}
