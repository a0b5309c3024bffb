import { type Ctx, withTransaction } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';

/** A movement over the border of the valued goods, in the terms of this module. */
export interface Crossing {
  id: number;
  date: string;
  product: number;
  /** More than zero. */
  quantity: number;
  isIn: boolean;
  kind: string;
  source: string | null;
  sourceResource: string | null;
  sourceId: number | null;
  sourceLine: number | null;
  reversalOf: number | null;
}

/** Goods are valued where they are the firm's own: at real places, unless they belong to somebody else. */
export const isValued = (place: string): string => `(${place}.kind = 'storage' AND ${place}.purpose <> 'consignment')`;

/** Waits for the postings under way; until the transaction ends, no other begins. */
export async function aloneWithBooks(ctx: Ctx): Promise<void> {
  const alone = ctx.app.engine.dialect === 'mysql' ? ' FOR UPDATE' : '';
  await sendStatement(ctx.db, `SELECT id FROM stock_closing ORDER BY id LIMIT 1${alone}`, []);
}

/**
 * The newest movement of which it is certain that all before it can be seen. Ids are drawn in the order of posting but
 * become visible in the order of commit; every posting holds the stock books, so whoever gets them alone for a moment
 * knows that none is under way.
 */
export const newestMovement = (ctx: Ctx): Promise<number> =>
  withTransaction(ctx, async (tx) => {
    await aloneWithBooks(tx);
    const { rows } = await sendStatement(tx.db, 'SELECT MAX(id) AS newest FROM stock_movement', []);
    return Number(rows[0]?.newest ?? 0);
  });

/** The next movements to be valued, in posting order: those that cross the border. */
export async function nextCrossings(ctx: Ctx, after: number, through: number, most: number): Promise<Crossing[]> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT m.id, m.date, m.product, m.quantity, m.kind, m.source, m.source_resource, m.source_id, m.source_line,
      m.reversal_of, CASE WHEN ${isValued('t')} THEN 1 ELSE 0 END AS is_in
      FROM stock_movement m JOIN stock_location f ON f.id = m.\`from\` JOIN stock_location t ON t.id = m.\`to\`
      WHERE m.id > ? AND m.id <= ? AND ${isValued('f')} <> ${isValued('t')} ORDER BY m.id LIMIT ?`,
    [after, through, most],
  );
  return rows.map((row) => ({
    id: Number(row.id),
    date: String(row.date),
    product: Number(row.product),
    quantity: Number(row.quantity),
    isIn: Number(row.is_in) === 1,
    kind: String(row.kind),
    source: text(row.source),
    sourceResource: text(row.source_resource),
    sourceId: number(row.source_id),
    sourceLine: number(row.source_line),
    reversalOf: number(row.reversal_of),
  }));
}

const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));
const number = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : Number(cell));
