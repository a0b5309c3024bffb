import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';

/** Goods reserved for a line of an order that lie somewhere in the house and not at a picking place yet. */
export interface OpenTask {
  order: number;
  line: number;
  product: number;
  location: number;
  compartment: number | null;
  lot: number | null;
  quantity: Quantity;
  code: string;
  routePosition: number | null;
}

const ordersAtOnce = 5000;
const optional = (cell: unknown): number | null => (cell === null || cell === undefined ? null : Number(cell));

/** What is to be fetched for orders in a warehouse, in the order of the way. One statement. */
export async function openTasks(ctx: Ctx, orders: readonly number[], warehouse: number): Promise<OpenTask[]> {
  const found: OpenTask[] = [];
  for (const part of inParts(orders, ordersAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT r.source_id, r.source_line, r.product, r.location, r.compartment, r.lot, SUM(r.quantity) AS quantity,
          l.code, l.route_position
        FROM stock_reservation r JOIN stock_location l ON l.id = r.location
        WHERE r.source_resource = '${salesOrder.name}' AND r.source_id IN ${marks(part.length)}
          AND l.purpose <> 'picking' AND l.warehouse = ?
        GROUP BY r.source_id, r.source_line, r.product, r.location, r.compartment, r.lot, l.code, l.route_position`,
      [...part, warehouse],
    );
    found.push(
      ...rows.map((row) => ({
        order: Number(row.source_id),
        line: Number(row.source_line),
        product: Number(row.product),
        location: Number(row.location),
        compartment: optional(row.compartment),
        lot: optional(row.lot),
        quantity: Number(row.quantity),
        code: String(row.code),
        routePosition: optional(row.route_position),
      })),
    );
  }
  return found.sort(byWay);
}

// F2 comes before F10, as on the shelf.
const codes = new Intl.Collator('en', { numeric: true });
const never = Number.POSITIVE_INFINITY;
const least = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** Places with a position on the walk come by it, the others by rack, bay and shelf as their codes say. */
export const byWay = (a: OpenTask, b: OpenTask): number =>
  least(a.routePosition ?? never, b.routePosition ?? never) ||
  codes.compare(a.code, b.code) ||
  (a.compartment ?? 0) - (b.compartment ?? 0) ||
  a.product - b.product ||
  (a.lot ?? 0) - (b.lot ?? 0) ||
  a.order - b.order ||
  a.line - b.line;
