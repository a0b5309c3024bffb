import { formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { pickRecords } from '#kernel/server/http/search.ts';
import { type TitleOf, titlesOf } from '#kernel/server/references.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { type AvailabilityPage, type Levels, type ProductAvailability, warehouse } from '../../contract/index.ts';
import { availability, projected, type WarehouseStock } from './availability.ts';

export interface AvailabilityPageQuery {
  /** Words that find products. */
  q?: string;
  product?: number;
  warehouse?: number;
  /** `asked`: only what somebody waits for. */
  show: 'all' | 'asked';
  days: number;
  cursor?: string;
  limit: number;
}

/** Products by their number, with what there is, what comes and what is asked for, day by day. */
export async function availabilityPage(ctx: Ctx, query: AvailabilityPageQuery): Promise<AvailabilityPage> {
  const today = businessDate(ctx.app.clock());
  const days = Array.from({ length: query.days }, (_, index) => addDays(today, index));
  const { products, next } = await pageOfProducts(ctx, query);
  const levels = await availability(ctx, {
    products,
    days: query.days,
    ...(query.warehouse !== undefined && { warehouses: [query.warehouse] }),
  });
  const byProduct = Map.groupBy(levels, ({ product }) => product);
  const titles = {
    product: await titlesOf(ctx, variant.name, products),
    warehouse: await titlesOf(
      ctx,
      warehouse.name,
      levels.map((level) => level.warehouse),
    ),
  };
  return { days, items: products.map((id) => present(id, byProduct.get(id) ?? [], days, titles)), next };
}

type Titles = Record<'product' | 'warehouse', TitleOf>;

function present(
  id: number,
  levels: readonly WarehouseStock[],
  days: readonly string[],
  titles: Titles,
): ProductAvailability {
  const all: WarehouseStock = {
    product: id,
    warehouse: null,
    onHand: sumOf(levels, 'onHand'),
    reserved: sumOf(levels, 'reserved'),
    available: sumOf(levels, 'available'),
    incoming: levels.flatMap(({ incoming }) => incoming),
    promised: levels.flatMap(({ promised }) => promised),
  };
  const shown = levels.map((level) => ({ ...wire(level, days), warehouse: titles.warehouse(level.warehouse) }));
  return {
    ...wire(all, days),
    product: titles.product(id),
    warehouses: shown.sort((a, b) => ((a.warehouse?.title ?? '~') < (b.warehouse?.title ?? '~') ? -1 : 1)),
  };
}

const sumOf = (levels: readonly WarehouseStock[], field: 'onHand' | 'reserved' | 'available'): Quantity =>
  levels.reduce((sum, level) => sum + level[field], 0);

const quantity = (value: Quantity): string => formatDecimal(value, 'quantity');
const total = (dated: WarehouseStock['incoming']): string =>
  quantity(dated.reduce((sum, one) => sum + one.quantity, 0));

const wire = (level: WarehouseStock, days: readonly string[]): Levels => ({
  onHand: quantity(level.onHand),
  reserved: quantity(level.reserved),
  available: quantity(level.available),
  incoming: total(level.incoming),
  promised: total(level.promised),
  days: projected(level, days).map(quantity),
});

const asked = "EXISTS (SELECT 1 FROM stock_demand d WHERE d.product = v.id AND d.state = 'open')";
/** Only what there is, comes or is asked for: a catalogue has many products that are none of it. */
const relevant = `(${asked} OR EXISTS (SELECT 1 FROM stock_supply s WHERE s.product = v.id)
  OR EXISTS (SELECT 1 FROM stock_balance b JOIN stock_location l ON l.id = b.location
    WHERE b.product = v.id AND l.kind = 'storage' AND (b.on_hand <> 0 OR b.reserved <> 0)))`;

/** The products of a page, in the order of their numbers; words and one named product make a page of their own. */
async function pageOfProducts(
  ctx: Ctx,
  { q, product, show, cursor, limit }: AvailabilityPageQuery,
): Promise<{ products: number[]; next: string | null }> {
  const parameters: Cell[] = [];
  const where = [show === 'asked' ? asked : relevant];
  if (product !== undefined) {
    where.splice(0, 1, 'v.id = ?');
    parameters.push(product);
  } else if (q?.trim()) {
    const hits = await pickRecords(ctx, ctx.app.served(variant.name), { q, limit: '50' });
    if (hits.items.length === 0) return { products: [], next: null };
    where.splice(0, show === 'asked' ? 0 : 1, `v.id IN (${hits.items.map(({ id }) => id).join(', ')})`);
  }
  if (cursor) {
    where.push('v.sku > ?');
    parameters.push(cursor);
  }
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT v.id, v.sku FROM catalog_variant v WHERE ${where.join(' AND ')} ORDER BY v.sku LIMIT ${limit + 1}`,
    parameters,
  );
  const page = rows.slice(0, limit);
  return {
    products: page.map(({ id }) => Number(id)),
    next: rows.length > limit ? String(page.at(-1)?.sku) : null,
  };
}
