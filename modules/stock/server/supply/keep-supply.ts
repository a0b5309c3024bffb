import type { Quantity, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { create, deleteRows, update } from '#kernel/server/write.ts';
import { supply } from '../../contract/index.ts';
import type { Source } from '../ledger/post-movements.ts';

/** Goods that a line of a document brings. */
export interface Expected {
  source: Source;
  sourceLine: number;
  product: number;
  quantity: Quantity;
  /** Business date, ISO. */
  due: string;
  /** Where they will arrive; null: not known yet. */
  warehouse: number | null;
}

const documentsAtOnce = 5000;
const keyOf = (sourceId: number, sourceLine: number | null, product: number) => `${sourceId} ${sourceLine} ${product}`;

/**
 * Says what documents of one kind bring from now on: what they brought before and do no longer is forgotten. Called in
 * the transaction that changes them.
 * @param documents ids of all documents that may have changed, also of those that bring nothing any more.
 */
export async function keepSupply(
  ctx: Ctx,
  resource: string,
  documents: readonly number[],
  expected: readonly Expected[],
): Promise<void> {
  const known = new Map((await suppliesOf(ctx, resource, documents)).map((row) => [keyOfRow(row), row]));
  const fresh: Expected[] = [];
  const changed: { id: number; patch: Pick<Row<typeof supply>, 'quantity' | 'due' | 'warehouse' | 'source'> }[] = [];
  for (const one of expected) {
    const key = keyOf(one.source.id, one.sourceLine, one.product);
    const row = known.get(key);
    known.delete(key);
    const patch = { quantity: one.quantity, due: one.due, warehouse: one.warehouse, source: one.source.title };
    if (row) changed.push({ id: row.id, patch });
    else fresh.push(one);
  }
  const own = trusted(ctx);
  if (known.size > 0)
    await deleteRows(
      own,
      ctx.app.served(supply.name),
      [...known.values()].map(({ id }) => ({ id })),
    );
  if (changed.length > 0) await update(own, supply, changed);
  if (fresh.length === 0) return;
  await create(
    own,
    supply,
    fresh.map(({ source, sourceLine, product, quantity, due, warehouse }) => ({
      product,
      warehouse,
      due,
      quantity,
      source: source.title,
      sourceResource: source.resource,
      sourceId: source.id,
      sourceLine,
    })),
  );
}

const keyOfRow = (row: Row<typeof supply>) => keyOf(row.sourceId, row.sourceLine, row.product);

async function suppliesOf(ctx: Ctx, resource: string, documents: readonly number[]): Promise<Row<typeof supply>[]> {
  const ids: number[] = [];
  for (const part of inParts([...new Set(documents)], documentsAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT id FROM stock_supply WHERE source_resource = ? AND source_id IN ${marks(part.length)}`,
      [resource, ...part],
    );
    ids.push(...rows.map(({ id }) => Number(id)));
  }
  return rowsOf(ctx, supply, ids);
}
