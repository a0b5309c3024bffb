import { type Check, sides, spot } from './check.ts';

const tracking = "COALESCE(v.tracking, p.tracking, 'none')";
const withProduct = 'JOIN catalog_variant v ON v.id = b.product LEFT JOIN catalog_product p ON p.id = v.product';

/** What lies where, whose it is, and that the ledger says the same. */
const balanceChecks: readonly Check[] = [
  {
    invariant: 'I3',
    description: 'stock: movements = balances for each place, box, product and lot',
    sql: `SELECT ${spot('t')} AS sample FROM (
        SELECT location, box, product, lot, SUM(q) AS q FROM (
          SELECT location, box, product, lot, q FROM (${sides}) s
          UNION ALL SELECT location, compartment, product, lot, -on_hand FROM stock_balance) m GROUP BY location, box, product, lot) t WHERE t.q <> 0`,
  },
  {
    invariant: 'I3',
    description: 'stock: checkpoints = movements up to their day',
    // From each checkpoint to the next: what it gained is what was moved in between.
    sql: `SELECT CONCAT_WS('/', t.day, t.location, t.box, t.product, t.lot) AS sample FROM (
        SELECT day, location, box, product, lot, SUM(q) AS q FROM (
          SELECT d.day, s.location, s.box, s.product, s.lot, s.q FROM (${sides}) s
            JOIN (SELECT m.date, (SELECT MIN(c.date) FROM stock_checkpoint c WHERE c.date >= m.date) AS day FROM (SELECT DISTINCT date FROM stock_movement) m) d
            ON d.date = s.date WHERE d.day IS NOT NULL
          UNION ALL SELECT date, location, compartment, product, lot, -on_hand FROM stock_checkpoint
          UNION ALL SELECT n.next_day, c.location, c.compartment, c.product, c.lot, c.on_hand FROM stock_checkpoint c
            JOIN (SELECT date, LEAD(date) OVER (ORDER BY date) AS next_day FROM (SELECT DISTINCT date FROM stock_checkpoint) k) n ON n.date = c.date
            WHERE n.next_day IS NOT NULL) m GROUP BY day, location, box, product, lot) t WHERE t.q <> 0`,
  },
  {
    invariant: 'I3',
    description: 'serial numbers: in the house once or not at all, as the ledger says',
    sql: `SELECT b.number AS sample FROM stock_lot b ${withProduct} LEFT JOIN stock_presence s ON s.lot = b.id
      LEFT JOIN (SELECT m.lot, SUM(CASE WHEN t.kind = 'storage' THEN 1 ELSE 0 END * m.quantity - CASE WHEN f.kind = 'storage' THEN 1 ELSE 0 END * m.quantity) AS q
        FROM stock_movement m JOIN stock_location f ON f.id = m.\`from\` JOIN stock_location t ON t.id = m.\`to\` WHERE m.lot IS NOT NULL GROUP BY m.lot) g ON g.lot = b.id
      WHERE ${tracking} = 'serial' AND (COALESCE(g.q, 0) <> COALESCE(s.present, 0) * 1000000 OR COALESCE(s.present, 0) + COALESCE(s.absent, 1) <> 1 OR COALESCE(s.present, 0) NOT IN (0, 1))`,
  },
  {
    invariant: 'I4',
    description: 'stock: nothing below zero, nothing reserved that is not there',
    sql: 'SELECT id AS sample FROM stock_balance WHERE allows_negative = 0 AND (on_hand < 0 OR reserved < 0 OR reserved > on_hand)',
  },
  {
    invariant: 'I4',
    description: 'stock: only places that allow it, and virtual ones, may be below zero',
    sql: `SELECT b.id AS sample FROM stock_balance b JOIN stock_location l ON l.id = b.location
      WHERE b.allows_negative <> CASE WHEN l.kind <> 'storage' OR l.allows_negative = 1 THEN 1 ELSE 0 END`,
  },
  {
    invariant: 'I4',
    description: 'stock: nothing was below zero at the end of any day',
    sql: `SELECT CONCAT_WS('/', t.date, t.location, t.box, t.product, t.lot) AS sample FROM (
        SELECT date, location, box, product, lot, SUM(q) OVER (PARTITION BY location, box, product, lot ORDER BY date) AS lying FROM (
          SELECT s.date, s.location, s.box, s.product, s.lot, SUM(s.q) AS q FROM (${sides}) s
            JOIN stock_location l ON l.id = s.location AND l.kind = 'storage' AND l.allows_negative = 0
            GROUP BY s.date, s.location, s.box, s.product, s.lot) d) t WHERE t.lying < 0`,
  },
  {
    invariant: 'I4',
    description: 'stock: reservations = reserved for each place, box, product and lot',
    sql: `SELECT ${spot('t')} AS sample FROM (
        SELECT location, box, product, lot, SUM(q) AS q FROM (
          SELECT location, COALESCE(compartment, 0) AS box, product, COALESCE(lot, 0) AS lot, quantity AS q FROM stock_reservation
          UNION ALL SELECT location, compartment, product, lot, -reserved FROM stock_balance) m GROUP BY location, box, product, lot) t WHERE t.q <> 0`,
  },
  {
    invariant: 'I4',
    description: 'reservations and demands: of something, and open as long as something is missing',
    sql: `SELECT id AS sample FROM stock_reservation WHERE quantity <= 0
      UNION ALL SELECT id FROM stock_demand WHERE quantity < 0 OR (state = 'open') <> (quantity > 0)`,
  },
];

/** Where a lot or a box stands in a key, 0 stands for none, so no foreign key holds it. */
const zeroWhenAbsent = ['stock_balance', 'stock_checkpoint', 'stocktake_position'];

const goodsChecks: readonly Check[] = [
  ...zeroWhenAbsent.map((table) => ({
    invariant: 'I9',
    description: `${table}: no lot and no box that is not there`,
    tables: [table],
    sql: `SELECT b.id AS sample FROM \`${table}\` b WHERE (b.lot <> 0 AND NOT EXISTS (SELECT 1 FROM stock_lot l WHERE l.id = b.lot))
      OR (b.compartment <> 0 AND NOT EXISTS (SELECT 1 FROM stock_compartment c WHERE c.id = b.compartment))`,
  })),
  {
    invariant: 'I9',
    description: 'lots: every balance, movement and reservation names one of its own product',
    sql: `SELECT b.id AS sample FROM stock_balance b JOIN stock_lot l ON l.id = b.lot WHERE l.product <> b.product
      UNION ALL SELECT b.id FROM stock_movement b JOIN stock_lot l ON l.id = b.lot WHERE l.product <> b.product
      UNION ALL SELECT b.id FROM stock_reservation b JOIN stock_lot l ON l.id = b.lot WHERE l.product <> b.product`,
  },
  {
    invariant: 'I9',
    description: 'lots: what is kept by lots lies with one, everything else without',
    sql: `SELECT b.id AS sample FROM stock_balance b ${withProduct} JOIN stock_location l ON l.id = b.location
      WHERE l.kind = 'storage' AND b.on_hand <> 0 AND (b.lot = 0) <> (${tracking} = 'none')`,
  },
  {
    invariant: 'I9',
    description: 'boxes: what lies in a compartment lies where its box stands',
    sql: `SELECT c.code AS sample FROM stock_balance b JOIN stock_compartment c ON c.id = b.compartment JOIN stock_box x ON x.id = c.box
      WHERE (b.on_hand <> 0 OR b.reserved <> 0) AND b.location <> x.location`,
  },
  {
    invariant: 'I9',
    description: 'boxes: a compartment holds its one article, a dissolved one nothing',
    sql: `SELECT c.code AS sample FROM stock_balance b JOIN stock_compartment c ON c.id = b.compartment
      WHERE (b.on_hand <> 0 OR b.reserved <> 0) AND (c.state <> 'active' OR COALESCE(c.product, 0) <> b.product)`,
  },
  {
    invariant: 'I9',
    description: 'boxes: no slot belongs to two compartments, and none is beyond the box',
    sql: `SELECT c.code AS sample FROM stock_compartment c WHERE c.state = 'active' AND (c.first_slot > c.last_slot
        OR c.last_slot > (SELECT COUNT(*) FROM stock_box_slots s WHERE s.parent_id = c.box)
        OR EXISTS (SELECT 1 FROM stock_compartment o WHERE o.box = c.box AND o.id <> c.id AND o.state = 'active'
          AND o.first_slot <= c.last_slot AND o.last_slot >= c.first_slot))`,
  },
  {
    invariant: 'I9',
    description: 'places: each stands in the warehouse of the one it belongs to',
    sql: `SELECT l.code AS sample FROM stock_location l JOIN stock_location p ON p.id = l.parent WHERE l.warehouse <> p.warehouse
      UNION ALL SELECT code FROM stock_location WHERE kind = 'storage' AND warehouse IS NULL`,
  },
];

export const stockChecks: readonly Check[] = [...balanceChecks, ...goodsChecks];
