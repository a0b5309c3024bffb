import { AppError, exact, formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import { addToBalances, type BalanceChange } from '#kernel/server/balance.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { balance, movement, stockErrors } from '../../contract/index.ts';

export type MovementKind = 'receipt' | 'delivery' | 'transfer' | 'adjustment' | 'opening' | 'reversal';

/** The document a movement or reservation comes from. */
export interface Source {
  resource: string;
  id: number;
  /** Its number, as people call it. */
  title: string | null;
}
export interface Move {
  product: number;
  from: number;
  to: number;
  /** In base units, millionths; more than zero. */
  quantity: Quantity;
  /** How much of it was reserved at `from` and is now used up. */
  reserved?: Quantity;
  sourceLine?: number;
}

/**
 * Posts movements to the ledger and carries the balances forward, in the transaction of the caller and with a constant
 * number of statements. The only door into the ledger.
 * @param date business date, ISO.
 * @throws AppError 409 `stock.insufficientStock` naming the product, when a real place would fall below zero.
 */
export async function postMovements(
  ctx: Ctx,
  kind: MovementKind,
  date: string,
  source: Source,
  moves: readonly Move[],
): Promise<void> {
  if (moves.length === 0) return;
  const changes = await balanceChanges(ctx, moves);
  try {
    await addToBalances(ctx, balance, changes);
  } catch (error) {
    if (error instanceof AppError && error.code === 'kernel.insufficient') throw await shortage(ctx, changes);
    throw error;
  }
  await create(
    trusted(ctx),
    movement,
    moves.map(({ product, from, to, quantity, sourceLine }) => ({
      date,
      product,
      from,
      to,
      quantity,
      kind,
      source: source.title,
      sourceResource: source.resource,
      sourceId: source.id,
      sourceLine: sourceLine ?? null,
    })),
  );
}

async function balanceChanges(ctx: Ctx, moves: readonly Move[]): Promise<BalanceChange[]> {
  const ids = [...new Set(moves.flatMap(({ from, to }) => [from, to]))];
  const locations = await ctx.db.selectFrom('stock_location').select(['id', 'kind']).where('id', 'in', ids).execute();
  const isVirtual = new Map(locations.map((row) => [Number(row.id), row.kind !== 'storage']));
  const change = (location: number, product: number, onHand: Quantity, reserved: Quantity): BalanceChange => ({
    key: { location, product },
    initial: { allowsNegative: isVirtual.get(location) ? 1 : 0 },
    add: { onHand, reserved },
  });
  return moves.flatMap(({ product, from, to, quantity, reserved = 0 }) => [
    change(from, product, -quantity, -reserved),
    change(to, product, quantity, 0),
  ]);
}

/** Which product is short, and what there is of it; looked up only once the guard has refused. */
async function shortage(ctx: Ctx, changes: readonly BalanceChange[]): Promise<AppError> {
  for (const { key, add } of changes) {
    const place = await ctx.db
      .selectFrom('stock_balance')
      .select(['on_hand', 'reserved', 'allows_negative'])
      .where('location', '=', key.location ?? 0)
      .where('product', '=', key.product ?? 0)
      .executeTakeFirst();
    const free = Number(place?.on_hand ?? 0) - Number(place?.reserved ?? 0);
    exact(Number(place?.on_hand ?? 0) + (add.onHand ?? 0));
    if (place?.allows_negative === 1 || free + (add.onHand ?? 0) - (add.reserved ?? 0) >= 0) continue;
    return stockErrors.insufficientStock({
      product: await skuOf(ctx, key.product ?? 0),
      available: formatDecimal(Math.max(0, free), 'quantity'),
    });
  }
  return stockErrors.insufficientStock({ product: await skuOf(ctx, changes[0]?.key.product ?? 0), available: '0' });
}

export async function skuOf(ctx: Ctx, product: number): Promise<string> {
  const row = await ctx.db.selectFrom('catalog_variant').select('sku').where('id', '=', product).executeTakeFirst();
  return String(row?.sku ?? product);
}
