import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { fitLot, sellablePlace } from '../reservation/free-places.ts';

/** Stock of a product in a warehouse; `warehouse` null: asked for or expected without saying where. */
export interface WarehouseStock {
  product: number;
  warehouse: number | null;
  onHand: Quantity;
  reserved: Quantity;
  /** On hand less reserved, at places from which is sold, of lots that are fit. */
  available: Quantity;
  /** What comes and is asked for, by day; never before today. */
  incoming: Dated[];
  promised: Dated[];
}
export interface Dated {
  date: string;
  quantity: Quantity;
}
export interface AvailabilityQuery {
  products: readonly number[];
  /** Absent: all, and what is asked for or expected without saying where. */
  warehouses?: readonly number[];
  /** Only what comes or is asked for within so many days, today being the first; absent: whenever. */
  days?: number;
}

const productsAtOnce = 10_000;

/**
 * On hand, reserved, available, incoming and promised for each product and warehouse in which there is anything of it.
 * Three statements, however many products (of up to 10,000).
 */
export async function availability(ctx: Ctx, query: AvailabilityQuery): Promise<WarehouseStock[]> {
  const today = businessDate(ctx.app.clock());
  const last = query.days === undefined ? '9999-12-31' : addDays(today, query.days - 1);
  const levels = new Levels();
  for (const products of inParts([...new Set(query.products)], productsAtOnce)) {
    const where = narrowed(products, query.warehouses);
    const stock = await sendStatement(ctx.db, stockText(where.text), [today, ...where.parameters]);
    for (const row of stock.rows) {
      const level = levels.of(row);
      level.onHand = Number(row.on_hand);
      level.reserved = Number(row.reserved);
      level.available = Number(row.available);
    }
    for (const [kind, text] of Object.entries(datedTexts)) {
      const { rows } = await sendStatement(ctx.db, text(where.datedText), [last, ...where.parameters]);
      for (const row of rows) {
        const isOverdue = String(row.due) < today;
        levels.of(row)[kind as keyof typeof datedTexts].push({
          date: isOverdue ? today : String(row.due),
          quantity: Number(row.quantity),
        });
      }
    }
  }
  return levels.all();
}

const stockText = (
  where: string,
) => `SELECT b.product, l.warehouse, SUM(b.on_hand) AS on_hand, SUM(b.reserved) AS reserved,
    SUM(CASE WHEN ${sellablePlace} AND ${fitLot} THEN b.on_hand - b.reserved ELSE 0 END) AS available
  FROM stock_balance b JOIN stock_location l ON l.id = b.location LEFT JOIN stock_lot t ON t.id = b.lot
  WHERE l.kind = 'storage' AND (b.on_hand <> 0 OR b.reserved <> 0) AND ${where} GROUP BY b.product, l.warehouse`;

const datedTexts = {
  incoming: (where: string) =>
    `SELECT product, warehouse, due, SUM(quantity) AS quantity FROM stock_supply
      WHERE due <= ? AND ${where} GROUP BY product, warehouse, due ORDER BY due`,
  promised: (where: string) =>
    `SELECT product, warehouse, due, SUM(quantity) AS quantity FROM stock_demand
      WHERE state = 'open' AND due <= ? AND ${where} GROUP BY product, warehouse, due ORDER BY due`,
};

function narrowed(products: readonly number[], warehouses: readonly number[] | undefined) {
  const place = warehouses ? ` AND warehouse IN ${marks(warehouses.length)}` : '';
  return {
    text: `b.product IN ${marks(products.length)}${place.replace('warehouse', 'l.warehouse')}`,
    datedText: `product IN ${marks(products.length)}${place}`,
    parameters: [...products, ...(warehouses ?? [])] as Cell[],
  };
}

/** Levels as they are found, by product and warehouse. */
class Levels {
  readonly #byKey = new Map<string, WarehouseStock>();

  of(row: Record<string, Cell>): WarehouseStock {
    const key = `${row.product} ${row.warehouse}`;
    const known = this.#byKey.get(key);
    if (known) return known;
    const warehouse = row.warehouse === null || row.warehouse === undefined ? null : Number(row.warehouse);
    const level = { product: Number(row.product), warehouse, onHand: 0, reserved: 0, available: 0 };
    const fresh: WarehouseStock = { ...level, incoming: [], promised: [] };
    this.#byKey.set(key, fresh);
    return fresh;
  }

  all(): WarehouseStock[] {
    return [...this.#byKey.values()];
  }
}

/** What will be available at the end of each day: what is now, more what comes and less what is asked for until then. */
export function projected(
  { available, incoming, promised }: Pick<WarehouseStock, 'available' | 'incoming' | 'promised'>,
  days: readonly string[],
): Quantity[] {
  const until = (dated: readonly Dated[], day: string) =>
    dated.reduce((sum, one) => (one.date <= day ? sum + one.quantity : sum), 0);
  return days.map((day) => available + until(incoming, day) - until(promised, day));
}
