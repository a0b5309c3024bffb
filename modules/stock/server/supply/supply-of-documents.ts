import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { DomainEvent, Subscription } from '#kernel/server/events.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { receipt, transfer } from '../../contract/index.ts';
import { type Expected, keepSupply } from './keep-supply.ts';

/** Lines of documents that bring goods, as `id, line, product, quantity, warehouse, due, title`; ends before the ids. */
const bringing: Readonly<Record<string, string>> = {
  [receipt.name]: `SELECT d.id, x.id AS line, x.product, x.quantity, l.warehouse, d.expected_on AS due, d.supplier_name AS title
    FROM stock_receipt d JOIN stock_receipt_lines x ON x.parent_id = d.id
    JOIN stock_location l ON l.id = COALESCE(x.location, d.location)
    WHERE d.state = 'draft' AND d.expected_on IS NOT NULL AND d.id IN`,
  [transfer.name]: `SELECT d.id, x.id AS line, x.product, x.quantity - x.received AS quantity, l.warehouse,
      COALESCE(d.expected_on, d.date) AS due, d.number AS title
    FROM stock_transfer d JOIN stock_transfer_lines x ON x.parent_id = d.id
    JOIN stock_location l ON l.id = COALESCE(x.\`to\`, d.\`to\`)
    WHERE d.state IN ('shipped', 'incomplete') AND x.quantity > x.received AND d.id IN`,
};

const documentsAtOnce = 5000;

async function expectedFrom(ctx: Ctx, resource: string, ids: readonly number[]): Promise<Expected[]> {
  const found: Expected[] = [];
  for (const part of inParts(ids, documentsAtOnce)) {
    const { rows } = await sendStatement(ctx.db, `${bringing[resource]} ${marks(part.length)}`, part);
    found.push(...rows.map((row) => readExpected(ctx, resource, row)));
  }
  return found;
}

const readExpected = (ctx: Ctx, resource: string, row: Record<string, Cell>): Expected => ({
  source: { resource, id: Number(row.id), title: row.title === null ? null : String(row.title) },
  sourceLine: Number(row.line),
  product: Number(row.product),
  quantity: Number(row.quantity),
  due: row.due === null ? businessDate(ctx.app.clock()) : String(row.due),
  warehouse: row.warehouse === null ? null : Number(row.warehouse),
});

/** What a document may change about the goods it brings. */
const telling: Readonly<Record<string, readonly string[]>> = {
  [receipt.name]: ['created', 'updated', 'deleted', 'posted'],
  [transfer.name]: ['shipped', 'arrived', 'writtenOff', 'reversed'],
};

async function follow(ctx: Ctx, events: readonly DomainEvent[]): Promise<void> {
  const resource = events[0]?.resource ?? '';
  const relevant = events.filter(
    ({ name, touches }) => !name.endsWith('.updated') || touches?.('expectedOn', 'location', 'lines', 'supplierName'),
  );
  const ids = relevant.map(({ id }) => id);
  if (ids.length > 0) await keepSupply(ctx, resource, ids, await expectedFrom(ctx, resource, ids));
}

/** Receipts that are entered and expected, and transfers under way, are supply from the moment they say so. */
export const supplySubscriptions: Subscription[] = Object.entries(telling).flatMap(([resource, events]) =>
  events.map((event) => ({
    name: 'keepSupply',
    event: `${resource}.${event}`,
    phase: 'during' as const,
    handle: follow,
  })),
);
