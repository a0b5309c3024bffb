import type { Check } from './check.ts';

const isValued = (place: string) => `(${place}.kind = 'storage' AND ${place}.purpose <> 'consignment')`;
const mark = '(SELECT COALESCE(MAX(last_movement), 0) FROM valuation_setting)';
const tables = ['valuation_entry', 'valuation_stand', 'valuation_layer', 'valuation_setting'];

/** The values beside the ledger: as many goods, and each movement once. */
export const valueChecks: readonly Check[] = [
  {
    invariant: 'I3',
    description: 'valuation: up to its mark, each movement into the house or out of it has its value, no other',
    tables,
    // Whose goods a place holds may have changed since, while it was empty; whether it is in the house has not.
    sql: `SELECT m.id AS sample FROM stock_movement m JOIN stock_location f ON f.id = m.\`from\` JOIN stock_location t ON t.id = m.\`to\`
        LEFT JOIN valuation_entry e ON e.movement = m.id
        WHERE (m.id <= ${mark} AND e.id IS NULL AND ${isValued('f')} <> ${isValued('t')} AND (f.kind = 'storage') <> (t.kind = 'storage'))
          OR (e.id IS NOT NULL AND (m.id > ${mark} OR e.product <> m.product OR ABS(e.quantity) <> m.quantity))`,
  },
  {
    invariant: 'I3',
    description: 'valuation: as many goods of each product as the ledger says',
    tables,
    sql: `SELECT g.product AS sample FROM (SELECT product, SUM(q) AS q FROM (
        SELECT m.product, m.quantity * (CASE WHEN ${isValued('t')} THEN 1 ELSE 0 END - CASE WHEN ${isValued('f')} THEN 1 ELSE 0 END) AS q
          FROM stock_movement m JOIN stock_location f ON f.id = m.\`from\` JOIN stock_location t ON t.id = m.\`to\` WHERE m.id <= ${mark}
        UNION ALL SELECT product, -quantity FROM valuation_stand) x GROUP BY product) g WHERE g.q <> 0`,
  },
  {
    invariant: 'I7',
    description: 'valuation: quantity and both values are the sums of their entries',
    tables,
    sql: `SELECT g.product AS sample FROM (SELECT product, SUM(q) AS q, SUM(a) AS a, SUM(f) AS f FROM (
        SELECT product, quantity AS q, average_value AS a, fifo_value AS f FROM valuation_entry
        UNION ALL SELECT product, -quantity, -average_value, -fifo_value FROM valuation_stand) x GROUP BY product) g WHERE g.q <> 0 OR g.a <> 0 OR g.f <> 0`,
  },
  {
    invariant: 'I7',
    description: 'valuation: layers hold what there is, at what it is worth first in, first out',
    tables,
    sql: `SELECT s.product AS sample FROM valuation_stand s LEFT JOIN (SELECT product, SUM(remaining) AS q, SUM(remaining_value) AS f FROM valuation_layer GROUP BY product) l
        ON l.product = s.product WHERE COALESCE(l.q, 0) <> CASE WHEN s.quantity > 0 THEN s.quantity ELSE 0 END OR (s.quantity >= 0 AND COALESCE(l.f, 0) <> s.fifo_value)
      UNION ALL SELECT product FROM valuation_stand WHERE quantity = 0 AND (average_value <> 0 OR fifo_value <> 0)`,
  },
  {
    invariant: 'I3',
    description: 'valuation: its mark is not beyond the ledger, and values are of the day of their movement',
    tables,
    sql: `SELECT s.id AS sample FROM valuation_setting s WHERE s.last_movement > (SELECT COALESCE(MAX(id), 0) FROM stock_movement)
      UNION ALL SELECT e.id FROM valuation_entry e JOIN stock_movement m ON m.id = e.movement WHERE e.date <> m.date OR e.effective_date <> m.date`,
  },
  {
    invariant: 'I7',
    description:
      'valuation: a layer is worth what its movement and its corrections say, and is open while something is left',
    tables,
    sql: `SELECT l.id AS sample FROM valuation_layer l JOIN stock_movement m ON m.id = l.movement
        LEFT JOIN (SELECT movement, SUM(fifo_value + fifo_difference) AS v FROM valuation_entry WHERE movement IS NOT NULL GROUP BY movement) e ON e.movement = l.movement
        LEFT JOIN (SELECT layer, SUM(fifo_value + fifo_difference) AS v FROM valuation_entry WHERE layer IS NOT NULL GROUP BY layer) c ON c.layer = l.id
      WHERE l.quantity <> m.quantity OR l.product <> m.product OR l.value <> COALESCE(e.v, 0) + COALESCE(c.v, 0)
        OR l.remaining > l.quantity OR l.is_open <> CASE WHEN l.remaining > 0 THEN 1 ELSE 0 END`,
  },
  {
    invariant: 'I7',
    description: 'valuation: goods that are there are never worth less than nothing',
    tables,
    sql: `SELECT product AS sample FROM valuation_stand WHERE quantity >= 0 AND (average_value < 0 OR fifo_value < 0)
      UNION ALL SELECT product FROM valuation_layer WHERE remaining_value < 0`,
  },
  {
    invariant: 'I7',
    description: 'valuation: at the end of each day nothing was worth nothing, and something not less than that',
    tables,
    sql: `SELECT s.product AS sample FROM (SELECT product, SUM(q) OVER (PARTITION BY product ORDER BY date) AS q,
          SUM(a) OVER (PARTITION BY product ORDER BY date) AS a, SUM(f) OVER (PARTITION BY product ORDER BY date) AS f
        FROM (SELECT product, date, SUM(quantity) AS q, SUM(average_value) AS a, SUM(fifo_value) AS f
          FROM valuation_entry GROUP BY product, date) d) s
      WHERE (s.q = 0 AND (s.a <> 0 OR s.f <> 0)) OR (s.q > 0 AND (s.a < 0 OR s.f < 0))`,
  },
];
