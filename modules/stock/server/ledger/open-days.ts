import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { stockErrors } from '../../contract/index.ts';
import type { MoveFacts } from './move-facts.ts';
import type { Move } from './post-movements.ts';
import { fromKey, type StockKey } from './stock-key.ts';

/** How far the stock books are closed, and kept as checkpoints. */
export interface Books {
  closedThrough: string | null;
  checkpointThrough: string | null;
}

const booksText = 'SELECT closed_through, checkpoint_through FROM stock_closing ORDER BY id LIMIT 1';
const day = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : String(cell));

/**
 * Refuses a day that has not come or is closed, and holds the books as they are until the transaction ends: whoever
 * closes a day waits for the postings under way, and those that come wait for him.
 * @throws AppError 422 `stock.futureDate`, 409 `stock.periodClosed`
 */
export async function demandOpenDay(ctx: Ctx, date: string): Promise<Books> {
  const lock = ctx.app.engine.dialect === 'mysql' ? ' LOCK IN SHARE MODE' : '';
  const { rows } = await sendStatement(ctx.db, booksText + lock, []);
  const books = { closedThrough: day(rows[0]?.closed_through), checkpointThrough: day(rows[0]?.checkpoint_through) };
  if (date > businessDate(ctx.app.clock())) throw stockErrors.futureDate();
  if (books.closedThrough !== null && date <= books.closedThrough)
    throw stockErrors.periodClosed({ date, through: books.closedThrough });
  return books;
}

/** Days of the checkpoints that a posting of `date` belongs into. */
export async function checkpointsFrom(ctx: Ctx, { checkpointThrough }: Books, date: string): Promise<string[]> {
  if (checkpointThrough === null || date > checkpointThrough) return [];
  const { rows } = await sendStatement(ctx.db, 'SELECT DISTINCT date FROM stock_checkpoint WHERE date >= ?', [date]);
  return rows.map((row) => String(row.date)).sort();
}

/**
 * A posting of an earlier day takes goods that may have been needed since: no later day may end below zero. The
 * balances have been carried and are locked, so nobody else moves the same goods meanwhile. One statement; none today.
 * @throws AppError 409 `stock.insufficientLater` naming product and day
 */
export async function refuseShortLater(
  ctx: Ctx,
  date: string,
  facts: MoveFacts,
  moves: readonly Move[],
): Promise<void> {
  if (date >= businessDate(ctx.app.clock())) return;
  const sources = moves.map(fromKey).filter(({ location }) => !facts.places.get(location)?.allowsNegative);
  if (sources.length === 0) return;
  const products = [...new Set(sources.map(({ product }) => product))];
  const locations = [...new Set(sources.map(({ location }) => location))];
  const { rows } = await sendStatement(ctx.db, lowestText(products.length, locations.length), [
    date,
    ...products,
    ...locations,
    date,
    ...products,
    ...locations,
  ]);
  const touched = new Set(sources.map(textOf));
  for (const row of rows) {
    const key = {
      location: Number(row.location),
      product: Number(row.product),
      lot: Number(row.lot),
      compartment: Number(row.compartment),
    };
    if (!touched.has(textOf(key))) continue;
    throw stockErrors.insufficientLater({
      product: facts.products.get(key.product)?.sku ?? '',
      date: String(row.day),
      missing: formatDecimal(-Number(row.lowest), 'quantity'),
    });
  }
}

const textOf = ({ location, product, lot, compartment }: StockKey) => `${location}/${product}/${lot}/${compartment}`;

/**
 * The end of each day since: the balance of now less what moved later. `later` sums the days from the last backwards;
 * a day's own movements belong to those after the day before.
 */
function lowestText(products: number, locations: number): string {
  const side = (place: string, compartment: string, sign: string) =>
    `SELECT date, ${place} AS location, product, COALESCE(lot, 0) AS lot, COALESCE(${compartment}, 0) AS compartment, ${sign}quantity AS q
      FROM stock_movement WHERE date > ? AND product IN ${marks(products)} AND ${place} IN ${marks(locations)}`;
  return `SELECT s.location, s.product, s.lot, s.compartment, MIN(b.on_hand - s.later) AS lowest, MIN(s.date) AS day FROM (
      SELECT d.*, SUM(q) OVER (PARTITION BY location, product, lot, compartment ORDER BY date DESC) AS later FROM (
        SELECT date, location, product, lot, compartment, SUM(q) AS q FROM (
          ${side('`to`', 'to_compartment', '')} UNION ALL ${side('`from`', 'from_compartment', '-')}) m
        GROUP BY date, location, product, lot, compartment) d) s
    JOIN stock_balance b ON b.location = s.location AND b.product = s.product AND b.lot = s.lot AND b.compartment = s.compartment
    WHERE b.on_hand - s.later < 0 GROUP BY s.location, s.product, s.lot, s.compartment`;
}
