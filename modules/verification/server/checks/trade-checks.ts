import type { Check } from './check.ts';

const documents = [
  ['sales_order', 'sales_order_lines'],
  ['invoicing_invoice', 'invoicing_invoice_lines'],
] as const;

/** Orders, invoices, payments, and what the kernel itself keeps. */
export const tradeChecks: readonly Check[] = [
  ...documents.map(([head, lines]) => ({
    invariant: 'I2',
    description: `${head}: totals of the head are those of the lines`,
    tables: [head],
    sql: `SELECT d.id AS sample FROM \`${head}\` d LEFT JOIN (SELECT parent_id, SUM(amount) AS total FROM \`${lines}\` GROUP BY parent_id) l ON l.parent_id = d.id
      WHERE COALESCE(l.total, 0) <> CASE WHEN d.tax_included = 1 THEN d.gross_total ELSE d.net_total END`,
  })),
  {
    invariant: 'I4',
    description: 'orders: ordered = delivered + canceled + reserved + still asked for, line by line',
    tables: ['sales_order', 'stock_reservation', 'stock_demand'],
    sql: `SELECT l.id AS sample FROM sales_order_lines l JOIN sales_order o ON o.id = l.parent_id
      LEFT JOIN (SELECT source_id, source_line, SUM(quantity) AS q FROM stock_reservation WHERE source_resource = 'sales.order'
        GROUP BY source_id, source_line) r ON r.source_id = o.id AND r.source_line = l.id
      LEFT JOIN (SELECT source_id, source_line, SUM(quantity) AS q FROM stock_demand WHERE source_resource = 'sales.order'
        GROUP BY source_id, source_line) d ON d.source_id = o.id AND d.source_line = l.id
      WHERE COALESCE(r.q, 0) + COALESCE(d.q, 0) <> CASE WHEN o.state IN ('confirmed', 'invoiced') THEN l.quantity - l.delivered - l.canceled ELSE 0 END`,
  },
  {
    invariant: 'I4',
    description: 'orders: what a line says was delivered has left the house for it',
    tables: ['sales_order', 'stock_movement'],
    sql: `SELECT l.id AS sample FROM sales_order_lines l
      LEFT JOIN (SELECT m.source_id, m.source_line, SUM(CASE WHEN t.kind = 'customer' THEN m.quantity ELSE -m.quantity END) AS q FROM stock_movement m
        JOIN stock_location f ON f.id = m.\`from\` JOIN stock_location t ON t.id = m.\`to\`
        WHERE m.source_resource = 'sales.order' AND (f.kind = 'customer' OR t.kind = 'customer') GROUP BY m.source_id, m.source_line) g
        ON g.source_id = l.parent_id AND g.source_line = l.id WHERE l.delivered <> COALESCE(g.q, 0)`,
  },
  {
    invariant: 'I5',
    description: 'invoice numbers are dense and in posting order',
    tables: ['invoicing_invoice'],
    sql: `SELECT number AS sample FROM (SELECT number, posted_at, ROW_NUMBER() OVER (PARTITION BY SUBSTR(date, 1, 4) ORDER BY number) AS place,
        LAG(posted_at) OVER (PARTITION BY SUBSTR(date, 1, 4) ORDER BY number) AS before_it FROM invoicing_invoice WHERE number IS NOT NULL) n
      WHERE CAST(SUBSTR(number, -5) AS DECIMAL) <> place OR before_it > posted_at`,
  },
  {
    invariant: 'I6',
    description: 'one effect for one idempotency key',
    sql: 'SELECT idempotency_key AS sample FROM kernel_idempotency GROUP BY idempotency_key, user_id HAVING COUNT(*) > 1',
  },
  {
    invariant: 'I7',
    description: 'orders: net + tax = gross',
    tables: ['sales_order'],
    sql: 'SELECT id AS sample FROM sales_order WHERE net_total + tax_total <> gross_total',
  },
  {
    invariant: 'I7',
    description: 'invoices: net + tax = gross, over all and for each rate',
    tables: ['invoicing_invoice'],
    sql: `SELECT id AS sample FROM invoicing_invoice WHERE net_total + tax_total <> gross_total
      UNION ALL SELECT parent_id FROM invoicing_invoice_taxes WHERE net + tax <> gross`,
  },
  {
    invariant: 'I8',
    description: 'open amounts = invoices − payments',
    tables: ['invoicing_invoice', 'invoicing_payment'],
    sql: `SELECT i.id AS sample FROM invoicing_invoice i LEFT JOIN (SELECT invoice, SUM(amount) AS paid FROM invoicing_payment GROUP BY invoice) p ON p.invoice = i.id
      WHERE i.paid_amount <> COALESCE(p.paid, 0) OR (i.state IN ('open', 'paid') AND i.open_amount <> i.gross_total - COALESCE(p.paid, 0)) OR (i.state = 'paid' AND i.open_amount <> 0)`,
  },
];
