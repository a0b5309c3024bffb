import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import type { PickableOrder } from '../../contract/index.ts';

const mostShown = 500;

/** Orders with goods to be fetched in a warehouse that nobody is picking, the earliest first. */
export async function pickableOrders(ctx: Ctx, warehouse: number): Promise<PickableOrder[]> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT o.id, o.customer, COALESCE(o.requested_on, o.date) AS due, COUNT(DISTINCT r.source_line) AS line_count,
        SUM(r.quantity) AS quantity, COUNT(DISTINCT r.location) AS place_count,
        (SELECT SUM(d.quantity) FROM stock_demand d WHERE d.source_resource = '${salesOrder.name}' AND d.source_id = o.id
          AND d.state = 'open') AS missing
      FROM stock_reservation r JOIN stock_location l ON l.id = r.location JOIN sales_order o ON o.id = r.source_id
      WHERE r.source_resource = '${salesOrder.name}' AND l.purpose <> 'picking' AND l.warehouse = ?
        AND NOT EXISTS (SELECT 1 FROM picking_list p WHERE p.active_order = o.id)
      GROUP BY o.id, o.customer, o.requested_on, o.date
      ORDER BY due, o.id LIMIT ${mostShown}`,
    [warehouse],
  );
  const orders = await titlesOf(
    ctx,
    salesOrder.name,
    rows.map(({ id }) => Number(id)),
  );
  const customers = await titlesOf(
    ctx,
    'party.customer',
    rows.map(({ customer }) => Number(customer)),
  );
  return rows.map((row) => ({
    order: orders(Number(row.id)),
    customer: customers(Number(row.customer)),
    due: String(row.due),
    lines: Number(row.line_count),
    quantity: formatDecimal(Number(row.quantity), 'quantity'),
    missing: formatDecimal(Number(row.missing ?? 0), 'quantity'),
    places: Number(row.place_count),
  }));
}
