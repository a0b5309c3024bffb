import { AppError, exact, formatDecimal, type Quantity } from '#kernel/contract/index.ts';
import { addToBalances, type BalanceChange } from '#kernel/server/balance.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { balance, stockErrors } from '../../contract/index.ts';
import { checkpoint } from './checkpoint.ts';
import type { MoveFacts } from './move-facts.ts';
import { type Books, checkpointsFrom } from './open-days.ts';
import type { Move, Posting } from './post-movements.ts';
import { presence } from './presence.ts';
import { fromKey, type StockKey, toKey } from './stock-key.ts';

/** Carries balances, the presence of serial numbers, and checkpoints that a backdated posting lies before. */
export async function carryBalances(
  ctx: Ctx,
  posting: Posting,
  facts: MoveFacts,
  books: Books,
  moves: readonly Move[],
): Promise<void> {
  const changes = moves.flatMap((move): BalanceChange[] => [
    change(facts, fromKey(move), -move.quantity, -(move.reserved ?? 0)),
    change(facts, toKey(move), move.quantity, move.reservedTo ?? 0),
  ]);
  try {
    await addToBalances(ctx, balance, changes);
  } catch (error) {
    if (error instanceof AppError && error.code === 'kernel.insufficient') throw await shortage(ctx, facts, changes);
    throw error;
  }
  await carryPresence(ctx, facts, moves);
  for (const date of await checkpointsFrom(ctx, books, posting.date))
    await addToBalances(
      ctx,
      checkpoint,
      changes.map(({ key, add }) => ({ key: { date, ...key }, add: { onHand: add.onHand ?? 0 } })),
    );
}

const change = (facts: MoveFacts, key: StockKey, onHand: Quantity, reserved: Quantity): BalanceChange => ({
  key,
  initial: { allowsNegative: facts.places.get(key.location)?.allowsNegative ? 1 : 0 },
  add: { onHand, reserved },
});

/** A serial number that comes in must not be in the house already; one that goes must be. */
async function carryPresence(ctx: Ctx, facts: MoveFacts, moves: readonly Move[]): Promise<void> {
  const isReal = (location: number) => Number(facts.places.get(location)?.kind === 'storage');
  const changes = moves
    .filter((move) => facts.products.get(move.product)?.tracking === 'serial')
    .map((move) => ({ lot: move.lot ?? 0, by: isReal(move.to) - isReal(move.from) }))
    .filter(({ by }) => by !== 0);
  try {
    await addToBalances(
      ctx,
      presence,
      changes.map(({ lot, by }) => ({
        key: { lot },
        initial: { present: 0, absent: 1 },
        add: { present: by, absent: -by },
      })),
    );
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'kernel.insufficient')) throw error;
    throw stockErrors.serialInHouse({ lot: await misplacedSerial(ctx, facts, changes) });
  }
}

/** The number that is in the house and comes again, or is not and goes; the refused change has left nothing behind. */
async function misplacedSerial(
  ctx: Ctx,
  facts: MoveFacts,
  changes: readonly { lot: number; by: number }[],
): Promise<string> {
  const found = await ctx.db
    .selectFrom('stock_presence')
    .select('lot')
    .where('present', '=', 1)
    .where(
      'lot',
      'in',
      changes.map(({ lot }) => lot),
    )
    .execute();
  const present = new Set(found.map(({ lot }) => Number(lot)));
  const misplaced = changes.find(({ lot, by }) => present.has(lot) === by > 0) ?? changes[0];
  return facts.lots.get(misplaced?.lot ?? 0)?.number ?? '';
}

/** Which product is short, and what there is of it; looked up only once the guard has refused. */
async function shortage(ctx: Ctx, facts: MoveFacts, changes: readonly BalanceChange[]): Promise<AppError> {
  const sku = (product: number) => facts.products.get(product)?.sku ?? String(product);
  for (const { key, add } of changes) {
    const { location, product, lot, compartment } = key as StockKey;
    const place = await ctx.db
      .selectFrom('stock_balance')
      .select(['on_hand', 'reserved', 'allows_negative'])
      .where('location', '=', location)
      .where('product', '=', product)
      .where('lot', '=', lot)
      .where('compartment', '=', compartment)
      .executeTakeFirst();
    const free = Number(place?.on_hand ?? 0) - Number(place?.reserved ?? 0);
    exact(Number(place?.on_hand ?? 0) + (add.onHand ?? 0));
    if (place?.allows_negative === 1 || free + (add.onHand ?? 0) - (add.reserved ?? 0) >= 0) continue;
    return stockErrors.insufficientStock({
      product: sku(product),
      available: formatDecimal(Math.max(0, free), 'quantity'),
    });
  }
  return stockErrors.insufficientStock({ product: sku(Number(changes[0]?.key.product)), available: '0' });
}
