import { create } from '#kernel/server/write.ts';
import { bomServer } from '#modules/bom/server/index.ts';
import { user } from '#modules/identity/contract/index.ts';
import { identityServer } from '#modules/identity/server/index.ts';
import { notificationServer } from '#modules/notification/server/index.ts';
import { pickingServer } from '#modules/picking/server/index.ts';
import { replenishmentServer } from '#modules/replenishment/server/index.ts';
import { stocktakeServer } from '#modules/stocktake/server/index.ts';
import { valuationServer } from '#modules/valuation/server/index.ts';
import { openTradingHouse, type Sabotage, type TradingHouse } from './trading-house.ts';

/** An article, and how it is told apart. */
export interface Article {
  id: number;
  tracking: 'none' | 'lot' | 'serial';
}

/** The trading house with everything a warehouse does: shelves, boxes, lots, serial numbers, walks, stocktakes, values. */
export interface StockHouse {
  house: TradingHouse;
  articles: Article[];
  /** The main store and its shelves. */
  places: number[];
  boxes: number[];
  customer: number;
  /** Ids of reasons by their code. */
  reasons: Record<string, number>;
  /** The first row, `pick` counting round; null where there is none. */
  one(sql: string, pick?: number): Promise<Record<string, unknown> | null>;
}

const further = [
  identityServer,
  notificationServer,
  bomServer,
  replenishmentServer,
  valuationServer,
  pickingServer,
  stocktakeServer,
];
const trackings = ['none', 'none', 'none', 'lot', 'lot', 'serial'] as const;

export async function openStockHouse(sabotage: Sabotage = {}): Promise<StockHouse> {
  const house = await openTradingHouse(sabotage, further);
  const people = ['counter', 'keeper'].map((username) => ({ username, displayName: username }));
  await create({ ...house.t.ctx, trusted: true }, user, people);
  const one: StockHouse['one'] = async (sql, pick = 0) => {
    const rows = await house.query(sql);
    return rows[pick % Math.max(1, rows.length)] ?? null;
  };
  const idOf = async (sql: string) => Number((await one(sql))?.id);
  const store = await idOf(
    "SELECT id FROM stock_location WHERE kind = 'storage' AND is_default = 1 AND purpose = 'sale'",
  );
  const warehouse = await idOf('SELECT id FROM stock_warehouse');
  const places = [store];
  for (const code of ['S-1', 'S-2', 'S-3']) places.push((await house.post('/stock/locations', { code, warehouse })).id);
  const articles: Article[] = [];
  for (const [index, tracking] of trackings.entries()) {
    const values = { sku: `ART-${index}`, name: { de: 'Figur', en: 'Figure' }, tradePrice: '17.80', tracking };
    articles.push({ id: (await house.post('/catalog/variants', values)).id, tracking });
  }
  const boxes: number[] = [];
  for (const [index, code] of ['B-1', 'B-2'].entries()) {
    const slots = ['A', 'B', 'C'].map((slot) => ({ code: slot }));
    const { id } = await house.post('/stock/boxes', { code, location: places[index + 1], slots });
    await house.post(`/stock/boxes/${id}/join`, { firstSlot: 1, lastSlot: 2, product: articles[index]?.id });
    boxes.push(id);
  }
  const reasons = Object.fromEntries(
    (await house.query('SELECT id, code FROM stock_reason')).map(({ id, code }) => [String(code), Number(id)]),
  );
  return { house, articles, places, boxes, customer: house.dealer, reasons, one };
}
