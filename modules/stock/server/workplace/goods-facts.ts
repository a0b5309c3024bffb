import type { Reference } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { referenceTitles } from '#kernel/server/references.ts';
import type { ScannedGoods } from '../../contract/index.ts';
import { type Tracked, trackingOf } from '../ledger/move-facts.ts';

/** What whoever holds an article in his hand has to know of it. */
export type GoodsFacts = Pick<ScannedGoods, 'product' | 'legacyNumber' | 'unit' | 'tracking' | 'shelfLife'>;

/** Three statements, for any number of articles up to some thousand. */
export async function goodsFacts(ctx: Ctx, products: Iterable<number>): Promise<Map<number, GoodsFacts>> {
  const ids = [...new Set(products)];
  if (ids.length === 0) return new Map();
  const tracked = await trackingOf(ctx, ids);
  const titles = await referenceTitles(ctx, ctx.app.served('catalog.variant'), ids);
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT v.id, v.legacy_sku, COALESCE(u.symbol_${ctx.language}, u.code) AS unit FROM catalog_variant v
      LEFT JOIN org_unit u ON u.id = v.unit WHERE v.id IN ${marks(ids.length)}`,
    ids,
  );
  return new Map(
    rows.map(({ id, legacy_sku, unit }) => {
      const own = tracked.get(Number(id));
      return [Number(id), factsFrom(Number(id), titles, own, textIn(legacy_sku), textIn(unit) ?? '')];
    }),
  );
}

const textIn = (cell: unknown) => (cell === null || cell === undefined ? null : String(cell));

/** Old and new number stand together where they differ. */
function factsFrom(
  id: number,
  titles: ReadonlyMap<number, Reference>,
  tracked: Tracked | undefined,
  legacySku: string | null,
  unit: string,
): GoodsFacts {
  return {
    product: titles.get(id) ?? { id, title: null },
    legacyNumber: legacySku === tracked?.sku ? null : legacySku,
    unit,
    tracking: tracked?.tracking ?? 'none',
    shelfLife: tracked?.shelfLife ?? null,
  };
}
