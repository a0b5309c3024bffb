import { formatDecimal, type Money, type Quantity, roundToCents } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts } from '#kernel/server/db/statements.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { shownVariants } from '#modules/catalog/server/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { stockAt } from '#modules/stock/server/index.ts';
import { type Method, type ValueLine, type ValueReport, valuationErrors } from '../../contract/index.ts';
import { costOf, unitCostOf } from '../pool/pool.ts';
import { waitingMovements } from '../run/value-movements.ts';
import { isValued } from '../run/waiting.ts';

export interface ReportQuery {
  /** Business day; today where none is given. */
  date?: string;
  /** That of the house where none is given. */
  method?: Method;
  /** Only what lies in one warehouse, at the unit cost of the house. */
  warehouse?: number;
  /** Goods of a category and of those below it. */
  category?: number;
}

export interface ProductValue {
  product: number;
  category: number;
  quantity: Quantity;
  value: Money;
}

const valueColumns: Record<Method, string> = { average: 'average_value', fifo: 'fifo_value' };

/**
 * What the goods of each product were worth at the end of a day, the most valuable first. Three statements, two more for
 * one warehouse, one more for a category.
 * @throws AppError 422 `valuation.futureDate`
 */
export async function valuesAt(
  ctx: Ctx,
  query: ReportQuery,
): Promise<{ date: string; method: Method; values: ProductValue[] }> {
  const today = businessDate(ctx.app.clock());
  const date = query.date ?? today;
  if (date > today) throw valuationErrors.futureDate();
  const method = query.method ?? (await methodOf(ctx));
  const { rows } = await sendStatement(ctx.db, await valuesText(ctx, method, date, today), [date]);
  let values = rows.map((row) => ({
    product: Number(row.product),
    category: Number(row.category),
    quantity: Number(row.quantity),
    value: Number(row.value),
  }));
  if (query.category !== undefined) {
    const wanted = await categoriesBelow(ctx, query.category);
    values = values.filter(({ category }) => wanted.has(category));
  }
  if (query.warehouse !== undefined) values = await onlyIn(ctx, query.warehouse, date, values);
  values.sort((a, b) => b.value - a.value || a.product - b.product);
  return { date, method, values };
}

/**
 * All entries up to the day; or, where that day is nearer to today than to the first one, what is now less all entries
 * since. Both are the same sum, as what is now is kept with the entries.
 */
async function valuesText(ctx: Ctx, method: Method, date: string, today: string): Promise<string> {
  const first = await sendStatement(ctx.db, 'SELECT MIN(date) AS date FROM valuation_entry', []);
  const since = Date.parse(date) - Date.parse(String(first.rows[0]?.date ?? date));
  const isRecent = since >= Date.parse(today) - Date.parse(date);
  const column = valueColumns[method];
  const entries = isRecent
    ? `(SELECT product, quantity, ${column} AS value FROM valuation_stand UNION ALL
        SELECT product, -quantity, -${column} FROM valuation_entry WHERE date > ?) a`
    : `(SELECT product, quantity, ${column} AS value FROM valuation_entry WHERE date <= ?) a`;
  return `SELECT e.product, v.category, e.quantity, e.value FROM (
      SELECT product, SUM(quantity) AS quantity, SUM(value) AS value FROM ${entries}
      GROUP BY product HAVING SUM(quantity) <> 0 OR SUM(value) <> 0) e
    JOIN catalog_variant v ON v.id = e.product`;
}

async function methodOf(ctx: Ctx): Promise<Method> {
  const { rows } = await sendStatement(ctx.db, 'SELECT method FROM valuation_setting ORDER BY id LIMIT 1', []);
  return rows[0]?.method === 'fifo' ? 'fifo' : 'average';
}

async function categoriesBelow(ctx: Ctx, category: number): Promise<Set<number>> {
  const { rows } = await sendStatement(
    ctx.db,
    `WITH RECURSIVE below AS (SELECT id FROM catalog_category WHERE id = ?
      UNION SELECT c.id FROM catalog_category c JOIN below b ON c.parent = b.id) SELECT id FROM below`,
    [category],
  );
  return new Set(rows.map(({ id }) => Number(id)));
}

/** The part of the goods that lay in a warehouse, at what a unit was worth in the house. */
async function onlyIn(
  ctx: Ctx,
  warehouse: number,
  date: string,
  values: readonly ProductValue[],
): Promise<ProductValue[]> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT l.id FROM stock_location l WHERE l.warehouse = ? AND ${isValued('l')}`,
    [warehouse],
  );
  const there = new Map<number, Quantity>();
  const places = rows.map(({ id }) => Number(id));
  for (const part of inParts(places, 10_000))
    for (const { product, onHand } of await stockAt(ctx, date, { locations: part }))
      there.set(product, (there.get(product) ?? 0) + onHand);
  return values.flatMap((whole) => {
    const quantity = there.get(whole.product) ?? 0;
    if (quantity === 0) return [];
    if (quantity === whole.quantity) return [whole];
    const value = whole.quantity > 0 ? (costOf(quantity, unitCostOf(whole.value, whole.quantity)) ?? whole.value) : 0;
    return [{ ...whole, quantity, value }];
  });
}

/** The report for the page: the most valuable products, and the sum over all. */
export async function valueReport(ctx: Ctx, query: ReportQuery, limit: number): Promise<ValueReport> {
  const { date, method, values } = await valuesAt(ctx, query);
  const { rows } = await sendStatement(ctx.db, 'SELECT valued_up_to FROM valuation_setting ORDER BY id LIMIT 1', []);
  const upTo = rows[0]?.valued_up_to ?? null;
  return {
    date,
    method,
    valuedUpTo: upTo === null ? null : new Date(Number(upTo)).toISOString(),
    waiting: await waitingMovements(ctx),
    // The lines add up to it as they are shown.
    total: {
      value: textOfSum(values.map(({ value }) => roundToCents(value))),
      products: values.length,
    },
    items: await linesOf(ctx, values.slice(0, limit)),
    more: Math.max(0, values.length - limit),
  };
}

/** Values that can be held one by one may add up to more than can be. */
function textOfSum(values: readonly Money[]): string {
  const whole = values.reduce((total, value) => total + BigInt(value), 0n);
  const cents = (whole < 0n ? -whole : whole) / 100n;
  return `${whole < 0n ? '-' : ''}${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}

export async function linesOf(ctx: Ctx, values: readonly ProductValue[]): Promise<ValueLine[]> {
  const products = await shownVariants(
    ctx,
    values.map(({ product }) => product),
  );
  const categoryOf = await titlesOf(
    ctx,
    'catalog.category',
    values.map(({ category }) => category),
  );
  return values.map(({ product, category, quantity, value }) => ({
    product: products.get(product)?.title ?? { id: product, title: null },
    category: categoryOf(category),
    quantity: formatDecimal(quantity, 'quantity'),
    unit: products.get(product)?.unit ?? null,
    unitCost: quantity > 0 ? formatDecimal(unitCostOf(value, quantity), 'money') : null,
    value: formatDecimal(roundToCents(value), 'money'),
  }));
}
