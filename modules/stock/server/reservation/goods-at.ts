import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { balance, reservation } from '../../contract/index.ts';
import type { StockKey } from '../ledger/stock-key.ts';

/** A place of stock as one text, to be looked up by. */
export const textOf = ({ location, product, lot, compartment }: StockKey): string =>
  [location, product, lot, compartment].join();

type Lying = Record<keyof StockKey, number | null>;
const keyOf = ({ location, product, lot, compartment }: Lying): string =>
  [location, product, lot ?? 0, compartment ?? 0].join();

/** Reservations by place, held in id order: after boxes, before the books and balances. */
export const heldReservations = async (
  ctx: Ctx,
  ids: readonly number[],
): Promise<Map<string, Row<typeof reservation>[]>> =>
  Map.groupBy(await rowsOf(ctx, reservation, ids, { lock: true }), keyOf);

/** Balances by place, held in id order, as a posting holds them. */
export const heldBalances = async (ctx: Ctx, ids: readonly number[]): Promise<Map<string, Row<typeof balance>>> =>
  new Map((await rowsOf(ctx, balance, ids, { lock: true })).map((row) => [keyOf(row), row]));

const productsAtOnce = 10_000;
const mostLocations = 1_000;

/** Ids of what is reserved, or lies, at these places, to be locked by them: an index would be locked in its own order. */
export async function idsAt(
  ctx: Ctx,
  table: 'stock_reservation' | 'stock_balance',
  keys: readonly StockKey[],
): Promise<number[]> {
  const wanted = new Set(keys.map(textOf));
  const locations = [...new Set(keys.map(({ location }) => location))];
  const narrowing = locations.length <= mostLocations ? locations : [];
  const within = narrowing.length > 0 ? ` AND location IN ${marks(narrowing.length)}` : '';
  const number = (cell: Cell | undefined) => Number(cell ?? 0);
  const ids: number[] = [];
  for (const part of inParts([...new Set(keys.map(({ product }) => product))], productsAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT id, location, product, lot, compartment FROM ${table} WHERE product IN ${marks(part.length)}${within}`,
      [...part, ...narrowing],
    );
    for (const { id, location, product, lot, compartment } of rows)
      if (wanted.has([location, product, number(lot), number(compartment)].join())) ids.push(Number(id));
  }
  return ids;
}
