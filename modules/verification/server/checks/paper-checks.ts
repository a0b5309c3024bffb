import type { Check } from './check.ts';

/** Papers of the warehouse, and the states in which their goods have moved. */
const papers = [
  ['stock.receipt', 'posted'],
  ['stock.issue', 'posted'],
  ['stock.adjustment', 'posted'],
  ['stock.conversion', 'posted'],
  ['stock.transfer', 'shipped', 'incomplete', 'received'],
] as const;
const tableOf = (resource: string) => resource.replaceAll('.', '_');
const list = (states: readonly string[]) => states.map((state) => `'${state}'`).join(', ');
const movedBy = (resource: string) =>
  `EXISTS (SELECT 1 FROM stock_movement m WHERE m.source_resource = '${resource}' AND m.source_id = d.id)`;

/** What a paper says it has moved is what the ledger says. */
export const paperChecks: readonly Check[] = [
  ...papers.map(([resource, ...moved]) => ({
    invariant: 'I2',
    description: `${resource}: posted ones have moved goods, drafts have not, numbers follow`,
    tables: [tableOf(resource)],
    sql: `SELECT d.id AS sample FROM \`${tableOf(resource)}\` d WHERE (d.state <> 'draft') <> ${movedBy(resource)}
      OR (d.state <> 'draft') <> (d.number IS NOT NULL) OR d.state NOT IN ('draft', 'reversed', ${list(moved)})`,
  })),
  ...papers.map(([resource]) => ({
    invariant: 'I2',
    description: `${resource}: of reversed ones everything is taken back, of the others nothing`,
    tables: [tableOf(resource)],
    sql: `SELECT d.id AS sample FROM \`${tableOf(resource)}\` d JOIN stock_movement m ON m.source_resource = '${resource}' AND m.source_id = d.id
      WHERE m.kind <> 'reversal' AND (d.state = 'reversed') <> EXISTS (SELECT 1 FROM stock_movement r WHERE r.reversal_of = m.id)`,
  })),
  {
    invariant: 'I2',
    description: 'transfers in two steps: what a line says has arrived did leave the way',
    sql: `SELECT l.id AS sample FROM stock_transfer d JOIN stock_transfer_lines l ON l.parent_id = d.id
      LEFT JOIN (SELECT t.id, m.source_line, SUM(m.quantity) AS q FROM stock_transfer t JOIN stock_movement m ON m.source_resource = 'stock.transfer' AND m.source_id = t.id
        WHERE m.\`from\` = t.via AND m.\`to\` <> t.via AND m.kind = 'transfer' GROUP BY t.id, m.source_line) g ON g.id = d.id AND g.source_line = l.id
      WHERE d.via IS NOT NULL AND d.state IN ('shipped', 'incomplete', 'received') AND l.received <> COALESCE(g.q, 0)`,
  },
  {
    invariant: 'I2',
    description: 'transfers: what is under way is as much as they say, none once they are received',
    sql: `SELECT d.id AS sample FROM stock_transfer d
      JOIN (SELECT t.id, SUM(CASE WHEN m.\`to\` = t.via THEN m.quantity WHEN m.\`from\` = t.via THEN -m.quantity ELSE 0 END) AS q
        FROM stock_transfer t JOIN stock_movement m ON m.source_resource = 'stock.transfer' AND m.source_id = t.id WHERE t.via IS NOT NULL GROUP BY t.id) g ON g.id = d.id
      WHERE d.state <> 'reversed' AND (g.q < 0 OR (g.q > 0) <> (d.state IN ('shipped', 'incomplete')))`,
  },
  {
    invariant: 'I9',
    description: 'reversals: the same goods the other way round, on the same paper',
    sql: `SELECT r.id AS sample FROM stock_movement r LEFT JOIN stock_movement m ON m.id = r.reversal_of
      WHERE (r.kind = 'reversal') <> (r.reversal_of IS NOT NULL) OR (r.reversal_of IS NOT NULL AND (r.product <> m.product OR r.quantity <> m.quantity
        OR r.\`from\` <> m.\`to\` OR r.\`to\` <> m.\`from\` OR COALESCE(r.lot, 0) <> COALESCE(m.lot, 0) OR r.source_id <> m.source_id OR r.source_resource <> m.source_resource))`,
  },
  {
    invariant: 'I2',
    description: 'stocktakes: posted ones moved exactly the differences they found',
    tables: ['stocktake_count', 'stocktake_position'],
    sql: `SELECT d.id AS sample FROM stocktake_count d
      LEFT JOIN (SELECT \`count\`, SUM(ABS(difference)) AS q FROM stocktake_position WHERE state IN ('counted', 'recounted') GROUP BY \`count\`) p ON p.\`count\` = d.id
      LEFT JOIN (SELECT source_id, SUM(quantity) AS q FROM stock_movement WHERE source_resource = 'stocktake.count' AND kind <> 'reversal' GROUP BY source_id) m ON m.source_id = d.id
      WHERE COALESCE(m.q, 0) <> CASE WHEN d.state IN ('posted', 'reversed') THEN COALESCE(p.q, 0) ELSE 0 END`,
  },
  {
    invariant: 'I2',
    description: 'stocktakes: a place is frozen or in hand only while one goes on',
    tables: ['stocktake_count', 'stocktake_place'],
    sql: `SELECT p.id AS sample FROM stocktake_place p JOIN stocktake_count d ON d.id = p.\`count\` WHERE (p.running IS NOT NULL) <> (d.state = 'counting')
      UNION ALL SELECT l.id FROM stock_location l WHERE l.is_frozen = 1 AND NOT EXISTS (SELECT 1 FROM stocktake_place p WHERE p.running = l.id)`,
  },
  {
    invariant: 'I2',
    description: 'picking: what was taken and not put back lay on its walk, and parcels hold no more',
    tables: ['picking_pick', 'picking_parcel', 'picking_list'],
    sql: `SELECT p.wave AS sample FROM (SELECT wave, SUM(quantity + shortage) AS q FROM picking_pick GROUP BY wave) p
        LEFT JOIN (SELECT source_id, SUM(quantity) AS q FROM stock_movement WHERE source_resource = 'picking.wave' GROUP BY source_id) m ON m.source_id = p.wave
        LEFT JOIN (SELECT wave, SUM(quantity + shortage) AS q FROM picking_pick WHERE state = 'undone' GROUP BY wave) u ON u.wave = p.wave
        WHERE p.q + COALESCE(u.q, 0) <> COALESCE(m.q, 0)
      UNION ALL SELECT k.pick_list FROM (SELECT d.pick_list, l.order_line, SUM(l.quantity) AS q FROM picking_parcel d JOIN picking_parcel_contents l ON l.parent_id = d.id
          WHERE d.state = 'packed' GROUP BY d.pick_list, l.order_line) k
        LEFT JOIN (SELECT pick_list, order_line, SUM(quantity) AS q FROM picking_pick WHERE state = 'taken' GROUP BY pick_list, order_line) t
          ON t.pick_list = k.pick_list AND t.order_line = k.order_line WHERE k.q > COALESCE(t.q, 0)`,
  },
];
