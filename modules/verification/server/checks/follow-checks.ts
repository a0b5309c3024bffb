import type { Check } from './check.ts';

const bringing = `SELECT 'stock.receipt' AS resource, d.id, x.id AS line, x.product, l.warehouse, d.expected_on AS due, x.quantity AS q
    FROM stock_receipt d JOIN stock_receipt_lines x ON x.parent_id = d.id JOIN stock_location l ON l.id = COALESCE(x.location, d.location)
    WHERE d.state = 'draft' AND d.expected_on IS NOT NULL
  UNION ALL SELECT 'stock.transfer', d.id, x.id, x.product, l.warehouse, COALESCE(d.expected_on, d.date), x.quantity - x.received
    FROM stock_transfer d JOIN stock_transfer_lines x ON x.parent_id = d.id JOIN stock_location l ON l.id = COALESCE(x.\`to\`, d.\`to\`)
    WHERE d.state IN ('shipped', 'incomplete') AND x.quantity > x.received`;

/** What follows from the papers and the ledger, and is kept beside them: goods to come, closed books, walks, counts. */
export const followChecks: readonly Check[] = [
  {
    invariant: 'I3',
    description: 'goods to come: as much as receipts and transfers bring, on their day, where they bring it',
    tables: ['stock_supply', 'stock_receipt_lines', 'stock_transfer_lines'],
    sql: `SELECT CONCAT_WS('/', t.resource, t.id, t.line) AS sample FROM (SELECT resource, id, line, product, warehouse, due, SUM(q) AS q FROM (
        SELECT resource, id, line, product, COALESCE(warehouse, 0) AS warehouse, due, q FROM (${bringing}) b
        UNION ALL SELECT source_resource, source_id, source_line, product, COALESCE(warehouse, 0), due, -quantity FROM stock_supply
          WHERE source_resource IN ('stock.receipt', 'stock.transfer')) s GROUP BY resource, id, line, product, warehouse, due) t WHERE t.q <> 0`,
  },
  {
    invariant: 'I3',
    description: 'books: they know of every checkpoint, and there is one record of them',
    tables: ['stock_closing', 'stock_checkpoint'],
    sql: `SELECT c.id AS sample FROM stock_closing c JOIN (SELECT MAX(date) AS last FROM stock_checkpoint) k ON k.last IS NOT NULL
        WHERE COALESCE(c.checkpoint_through, '') < k.last
      UNION ALL SELECT n.n FROM (SELECT COUNT(*) AS n FROM stock_closing) n WHERE n.n <> 1 AND EXISTS (SELECT 1 FROM stock_movement)`,
  },
  {
    invariant: 'I2',
    description: 'picking: an order is in hand in its open list alone, a box until its goods have gone',
    tables: ['picking_list', 'picking_wave'],
    sql: `SELECT p.id AS sample FROM picking_list p JOIN picking_wave w ON w.id = p.wave
      WHERE (p.state = 'open') <> (COALESCE(p.active_order, 0) = p.\`order\`) OR (p.active_order IS NOT NULL AND p.state <> 'open')
        OR COALESCE(p.active_box, 0) <> CASE WHEN p.state IN ('open', 'picked', 'packed') THEN COALESCE(p.box, 0) ELSE 0 END
        OR (p.state = 'open' AND w.state <> 'open')`,
  },
  {
    invariant: 'I4',
    description: 'picking: of a line no more is in hand than was ordered, and it is its product',
    tables: ['picking_pick', 'picking_list', 'sales_order_lines'],
    sql: `SELECT p.line AS sample FROM (SELECT k.order_line AS line, SUM(k.quantity) AS q FROM picking_pick k JOIN picking_list d ON d.id = k.pick_list
        WHERE k.state = 'taken' AND d.state IN ('open', 'picked', 'packed') GROUP BY k.order_line) p
        LEFT JOIN sales_order_lines l ON l.id = p.line WHERE p.q > COALESCE(l.quantity, 0)
      UNION ALL SELECT k.order_line FROM picking_pick k JOIN sales_order_lines l ON l.id = k.order_line JOIN picking_list d ON d.id = k.pick_list
        WHERE l.product <> k.product OR l.parent_id <> k.\`order\` OR d.\`order\` <> k.\`order\` OR d.wave <> k.wave`,
  },
  {
    invariant: 'I3',
    description: 'stocktakes: a difference is what was counted less what the books said, as it was entered last',
    tables: ['stocktake_position', 'stocktake_place', 'stocktake_entry'],
    sql: `SELECT p.id AS sample FROM stocktake_position p JOIN stocktake_place t ON t.id = p.place
        LEFT JOIN stocktake_entry e ON e.id = (SELECT MAX(n.id) FROM stocktake_entry n WHERE n.position = p.id)
      WHERE t.location <> p.location OR t.\`count\` <> p.\`count\` OR (p.counted IS NOT NULL) <> (p.state IN ('counted', 'recounted'))
        OR (p.counted IS NOT NULL AND (p.difference <> p.counted - p.expected OR COALESCE(e.quantity, -1) <> p.counted OR COALESCE(e.expected, -1) <> p.expected))`,
  },
];
