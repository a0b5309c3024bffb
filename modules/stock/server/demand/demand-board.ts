import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { type OpenDemand, type OpenDemandPage, warehouse } from '../../contract/index.ts';
import { availability } from '../availability/availability.ts';
import { expectedDates } from '../availability/expected-dates.ts';
import { type NamedSource, sourceTitles } from '../availability/source-titles.ts';

export interface DemandBoardQuery {
  product?: number;
  /** Of one document. */
  resource?: string;
  source?: number;
  cursor?: string;
  limit: number;
}

type Cells = Record<string, Cell>;

/** What is missing, the oldest date first, with what could be done about it. A constant number of statements. */
export async function demandBoard(ctx: Ctx, query: DemandBoardQuery): Promise<OpenDemandPage> {
  const rows = await openDemands(ctx, query);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: await present(ctx, page),
    next: rows.length > query.limit && last ? `${last.due}.${last.id}` : null,
  };
}

async function openDemands(ctx: Ctx, query: DemandBoardQuery): Promise<Cells[]> {
  const where = ["state = 'open'"];
  const parameters: Cell[] = [];
  const demand = (condition: string, ...values: Cell[]) => {
    where.push(condition);
    parameters.push(...values);
  };
  if (query.product !== undefined) demand('product = ?', query.product);
  if (query.resource !== undefined) demand('source_resource = ?', query.resource);
  if (query.source !== undefined) demand('source_id = ?', query.source);
  const [due, id] = query.cursor?.split('.') ?? [];
  if (due && id) demand('(due > ? OR (due = ? AND id > ?))', due, due, Number(id));
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT * FROM stock_demand WHERE ${where.join(' AND ')} ORDER BY due, id LIMIT ${query.limit + 1}`,
    parameters,
  );
  return rows;
}

const optional = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : Number(cell));
const sourceOf = (row: Cells): NamedSource => ({
  resource: String(row.source_resource),
  id: Number(row.source_id),
  text: row.source === null ? null : String(row.source),
});

async function present(ctx: Ctx, rows: readonly Cells[]): Promise<OpenDemand[]> {
  if (rows.length === 0) return [];
  const products = [...new Set(rows.map(({ product }) => Number(product)))];
  const levels = await availability(ctx, { products });
  const dates = await expectedDates(ctx, products);
  const held = await heldOf(ctx, products);
  const productOf = await titlesOf(ctx, variant.name, products);
  const warehouseOf = await titlesOf(
    ctx,
    warehouse.name,
    rows.map((row) => optional(row.warehouse)),
  );
  const titleOf = await sourceTitles(ctx, rows.map(sourceOf));
  return rows.map((row) => {
    const product = Number(row.product);
    const from = optional(row.warehouse);
    const fitting = levels.filter((one) => one.product === product && (from === null || one.warehouse === from));
    const own = held.get(`${product} ${row.source_resource} ${row.source_id}`) ?? 0;
    return {
      id: Number(row.id),
      version: Number(row.version),
      product: productOf(product),
      warehouse: warehouseOf(from),
      due: String(row.due),
      quantity: formatDecimal(Number(row.quantity), 'quantity'),
      source: titleOf(sourceOf(row)),
      available: formatDecimal(
        fitting.reduce((sum, { available }) => sum + available, 0),
        'quantity',
      ),
      elsewhere: formatDecimal((held.get(String(product)) ?? 0) - own, 'quantity'),
      expectedOn: dates.get(Number(row.id)) ?? null,
    };
  });
}

/** What is reserved of products, in all and by document. */
async function heldOf(ctx: Ctx, products: readonly number[]): Promise<Map<string, number>> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT product, source_resource, source_id, SUM(quantity) AS quantity FROM stock_reservation
      WHERE product IN ${marks(products.length)} GROUP BY product, source_resource, source_id`,
    products,
  );
  const held = new Map<string, number>();
  for (const row of rows) {
    const quantity = Number(row.quantity);
    held.set(`${row.product} ${row.source_resource} ${row.source_id}`, quantity);
    held.set(String(row.product), (held.get(String(row.product)) ?? 0) + quantity);
  }
  return held;
}
