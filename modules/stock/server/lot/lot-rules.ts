import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import type { lot } from '../../contract/index.ts';
import { trackingOf } from '../ledger/move-facts.ts';

type Lot = Row<typeof lot>;

/** Came in today, and lasts as long as the product does. */
export async function completeLot(ctx: Ctx, changes: Change<Lot>[]): Promise<void> {
  const fresh = changes.filter(({ before }) => before === null);
  if (fresh.length === 0) return;
  const facts = await trackingOf(
    ctx,
    fresh.map(({ row }) => row.product),
  );
  const today = businessDate(ctx.app.clock());
  for (const { row, given } of fresh) {
    const { tracking, shelfLife } = facts.get(row.product) ?? {};
    row.isSerial = tracking === 'serial';
    row.receivedOn ??= today;
    if (!given.has('expiresOn') && shelfLife) row.expiresOn = addDays(row.receivedOn, shelfLife);
  }
}

/** Only what is tracked has lots. */
export async function checkLot(ctx: Ctx, changes: Change<Lot>[]): Promise<void> {
  const fresh = changes.filter(({ before }) => before === null);
  const facts = await trackingOf(
    ctx,
    fresh.map(({ row }) => row.product),
  );
  for (const { row, fail } of fresh) {
    const { tracking, sku } = facts.get(row.product) ?? {};
    if (tracking === 'none') fail('product', 'stock.lotNotAllowed', { product: sku ?? '' });
  }
}

/** Neither reserved nor given out any more; what is reserved of it already is refused when it shall leave. */
export const blockLot = async (_ctx: Ctx, _row: Lot, { reason }: { reason: string }): Promise<Patch<typeof lot>> => ({
  blockReason: reason,
});

export const unblockLot = async (): Promise<Patch<typeof lot>> => ({ blockReason: null });
