import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { businessDate, nextNumber } from '#modules/org/server/index.ts';
import { type receipt, stockErrors } from '../../contract/index.ts';
import { postMovements } from '../ledger/post-movements.ts';
import { defaultLocation } from '../location/default-location.ts';

type Receipt = Row<typeof receipt>;

/** Today, into the main store. */
export async function completeReceipt(ctx: Ctx, changes: Change<Receipt>[]): Promise<void> {
  for (const { row } of changes) {
    row.date ??= businessDate(ctx.app.clock());
    row.location ??= await defaultLocation(ctx, 'storage');
  }
}

export async function checkReceipt(ctx: Ctx, changes: Change<Receipt>[]): Promise<void> {
  const today = businessDate(ctx.app.clock());
  for (const { row, fail } of changes) {
    if (row.date > today) fail('date', 'stock.futureDate');
    const place = await ctx.db
      .selectFrom('stock_location')
      .select('kind')
      .where('id', '=', row.location)
      .executeTakeFirst();
    if (place && place.kind !== 'storage') fail('location', 'stock.notAStorageLocation');
  }
}

/** The goods come in; the number is drawn last. */
export async function postReceipt(ctx: Ctx, row: Receipt): Promise<Patch<typeof receipt>> {
  if (row.lines.length === 0) throw stockErrors.receiptHasNoLines();
  const supplier = await defaultLocation(ctx, 'supplier');
  const moves = row.lines.map((line) => ({
    product: line.product,
    from: supplier,
    to: row.location,
    quantity: line.quantity,
    ...(line.id !== undefined && { sourceLine: line.id }),
  }));
  await postMovements(
    ctx,
    'receipt',
    row.date,
    { resource: 'stock.receipt', id: row.id, title: row.supplierReference ?? row.supplierName },
    moves,
  );
  return { number: await nextNumber(ctx, 'stock.receipt', row.date) };
}
