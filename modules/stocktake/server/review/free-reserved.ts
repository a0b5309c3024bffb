import type { Quantity, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { act, update } from '#kernel/server/write.ts';
import { reservation } from '#modules/stock/contract/index.ts';
import type { Move } from '#modules/stock/server/index.ts';
import { position } from '../../contract/index.ts';

/**
 * What is not there cannot stay reserved: those who need it last give it back, and ask for it again. Looks at all losses
 * at once; acts only for those that really were promised.
 */
export async function freeReserved(
  ctx: Ctx,
  differences: readonly Row<typeof position>[],
  moves: readonly Move[],
): Promise<void> {
  const losses = differences.flatMap((one, index) => {
    const move = moves[index];
    return (one.difference ?? 0) < 0 && move ? [{ one, move }] : [];
  });
  if (losses.length === 0) return;
  const held = await reservedAt(
    ctx,
    losses.map(({ move }) => move),
  );
  for (const { one, move } of losses) {
    const short = held.get(keyOf(move.product, move.from, move.lot ?? 0, move.fromCompartment ?? 0));
    const missing = short ? short.reserved - (short.onHand - move.quantity) : 0;
    if (missing <= 0) continue;
    const released = await release(ctx, move, missing);
    await update(trusted(ctx), position, [{ id: one.id, patch: { released } }]);
  }
}

const keyOf = (...parts: number[]) => parts.join('/');

async function reservedAt(
  ctx: Ctx,
  moves: readonly Move[],
): Promise<Map<string, { onHand: Quantity; reserved: Quantity }>> {
  const products = [...new Set(moves.map(({ product }) => product))];
  const found = new Map<string, { onHand: Quantity; reserved: Quantity }>();
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT product, location, lot, compartment, on_hand, reserved FROM stock_balance
      WHERE reserved > 0 AND product IN ${marks(products.length)}`,
    products,
  );
  for (const row of rows)
    found.set(keyOf(Number(row.product), Number(row.location), Number(row.lot), Number(row.compartment)), {
      onHand: Number(row.on_hand),
      reserved: Number(row.reserved),
    });
  return found;
}

/** The latest first; what nobody has given a day for can wait longest. */
async function release(ctx: Ctx, move: Move, missing: Quantity): Promise<Quantity> {
  const rows = await ctx.db
    .selectFrom('stock_reservation')
    .select(['id', 'quantity', 'due', 'lot', 'compartment'])
    .where('product', '=', move.product)
    .where('location', '=', move.from)
    .execute();
  const there = rows
    .filter((row) => Number(row.lot ?? 0) === (move.lot ?? 0))
    .filter((row) => Number(row.compartment ?? 0) === (move.fromCompartment ?? 0))
    .sort((a, b) => String(b.due ?? '9').localeCompare(String(a.due ?? '9')) || Number(b.id) - Number(a.id));
  let open = missing;
  for (const row of there) {
    if (open <= 0) break;
    const quantity = Math.min(open, Number(row.quantity));
    await act(trusted(ctx), reservation, 'release', Number(row.id), { quantity });
    open -= quantity;
  }
  return missing - open;
}
