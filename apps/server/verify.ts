import { CompiledQuery } from 'kysely';
import type { Engine } from '#kernel/server/db/engine.ts';

/**
 * The invariant checker: plain SQL over the tables, sharing no code with what wrote them (quality bar §2.0).
 * Identifiers are quoted by backticks, which both engines take.
 */
export interface Finding {
  invariant: string;
  description: string;
  /** How many rows break it; 0 is good. */
  count: number;
  sample: string;
}

interface Check {
  invariant: string;
  description: string;
  /** Gives one row with `sample` per violation. */
  sql: string;
}

const documents = [
  ['sales_order', 'sales_order_lines'],
  ['invoicing_invoice', 'invoicing_invoice_lines'],
] as const;

const checks: Check[] = [
  ...documents.map(([head, lines]) => ({
    invariant: 'I2',
    description: `${head}: totals of the head are those of the lines`,
    sql: `SELECT d.id AS sample FROM \`${head}\` d LEFT JOIN (SELECT parent_id, SUM(amount) AS total FROM \`${lines}\` GROUP BY parent_id) l ON l.parent_id = d.id
      WHERE COALESCE(l.total, 0) <> CASE WHEN d.tax_included = 1 THEN d.gross_total ELSE d.net_total END`,
  })),
  {
    invariant: 'I3',
    description: 'stock: movements = balances for each place and product',
    sql: `SELECT CONCAT_WS('/', t.location, t.product) AS sample FROM (
        SELECT location, product, SUM(q) AS q FROM (
          SELECT \`to\` AS location, product, quantity AS q FROM stock_movement
          UNION ALL SELECT \`from\`, product, -quantity FROM stock_movement
          UNION ALL SELECT location, product, -on_hand FROM stock_balance) m GROUP BY location, product) t WHERE t.q <> 0`,
  },
  {
    invariant: 'I4',
    description: 'stock: nothing below zero, nothing reserved that is not there',
    sql: 'SELECT id AS sample FROM stock_balance WHERE allows_negative = 0 AND (on_hand < 0 OR reserved < 0 OR reserved > on_hand)',
  },
  {
    invariant: 'I4',
    description: 'stock: reservations = reserved for each place and product',
    sql: `SELECT CONCAT_WS('/', t.location, t.product) AS sample FROM (
        SELECT location, product, SUM(q) AS q FROM (
          SELECT location, product, quantity AS q FROM stock_reservation
          UNION ALL SELECT location, product, -reserved FROM stock_balance) m GROUP BY location, product) t WHERE t.q <> 0`,
  },
  {
    invariant: 'I5',
    description: 'invoice numbers are dense and in posting order',
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
    description: 'invoices: net + tax = gross, over all and for each rate',
    sql: `SELECT id AS sample FROM invoicing_invoice WHERE net_total + tax_total <> gross_total
      UNION ALL SELECT parent_id FROM invoicing_invoice_taxes WHERE net + tax <> gross`,
  },
  {
    invariant: 'I8',
    description: 'open amounts = invoices − payments',
    sql: `SELECT i.id AS sample FROM invoicing_invoice i LEFT JOIN (SELECT invoice, SUM(amount) AS paid FROM invoicing_payment GROUP BY invoice) p ON p.invoice = i.id
      WHERE i.paid_amount <> COALESCE(p.paid, 0) OR (i.state IN ('open', 'paid') AND i.open_amount <> i.gross_total - COALESCE(p.paid, 0)) OR (i.state = 'paid' AND i.open_amount <> 0)`,
  },
  {
    invariant: 'I9',
    description: 'no movement without its document',
    sql: `SELECT m.id AS sample FROM stock_movement m LEFT JOIN stock_receipt r ON m.source_resource = 'stock.receipt' AND r.id = m.source_id
      LEFT JOIN sales_order o ON m.source_resource = 'sales.order' AND o.id = m.source_id WHERE r.id IS NULL AND o.id IS NULL AND m.source_resource IS NOT NULL`,
  },
  {
    invariant: 'I11',
    description: 'no event older than a day waits for delivery',
    sql: `SELECT id AS sample FROM kernel_outbox WHERE delivered_at IS NULL AND created_at < ${Date.now() - 86_400_000}`,
  },
];

const rows = async (engine: Engine, sql: string) =>
  (await engine.reader.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql))).rows;

async function run(engine: Engine, { invariant, description, sql }: Check): Promise<Finding> {
  const found = await rows(engine, sql);
  return { invariant, description, count: found.length, sample: String(found[0]?.sample ?? '') };
}

/** I10: each posted invoice names the seal of the one before it, and every archived file still has its hash in the row. */
async function chain(engine: Engine): Promise<Finding> {
  const posted = await rows(
    engine,
    'SELECT number, hash, previous_hash FROM invoicing_invoice WHERE hash IS NOT NULL ORDER BY posted_at, number',
  );
  let previous = '';
  const broken: string[] = [];
  for (const row of posted) {
    if (row.previous_hash !== previous || !/^[0-9a-f]{64}$/.test(String(row.hash))) broken.push(String(row.number));
    previous = String(row.hash);
  }
  return {
    invariant: 'I10',
    description: 'the chain of posted invoices is whole',
    count: broken.length,
    sample: broken[0] ?? '',
  };
}

async function engineCheck(engine: Engine): Promise<Finding> {
  const answer =
    engine.dialect === 'sqlite'
      ? await rows(engine, 'PRAGMA integrity_check')
      : await rows(engine, 'CHECK TABLE stock_movement, stock_balance, sales_order, invoicing_invoice');
  const bad = answer.filter((row) => !Object.values(row).some((value) => value === 'ok' || value === 'OK'));
  return {
    invariant: 'I12',
    description: 'the engine finds its own files sound',
    count: bad.length,
    sample: bad[0] ? JSON.stringify(bad[0]) : '',
  };
}

/** Runs every check; nothing is written. */
export async function verify(engine: Engine): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) findings.push(await run(engine, check));
  findings.push(await chain(engine), await engineCheck(engine));
  return findings;
}
