import { type Draft, exact, kernelErrors, multiplyDivide, type Patch, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { create } from '#kernel/server/write.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { entry, type layer, valuationErrors } from '../../contract/index.ts';
import { costOf } from '../pool/pool.ts';
import { lockMark } from '../run/value-chunk.ts';

type Layer = Row<typeof layer>;

/**
 * What goods really cost became known later. The correction counts from today, with the day it belongs to beside it;
 * nothing is rewritten. What of the difference belongs to goods that have left is cost of goods sold.
 */
export async function correctCost(
  ctx: Ctx,
  row: Layer,
  { unitCost, reason }: { unitCost: number; reason: string },
): Promise<Patch<typeof layer>> {
  await lockMark(ctx);
  const worth = costOf(row.quantity, unitCost);
  if (worth === null) throw kernelErrors.amountTooLarge();
  const change = worth - row.value;
  if (change === 0) throw valuationErrors.sameCost();
  const pool = await ctx.db
    .selectFrom('valuation_stand')
    .select(['id', 'quantity', 'average_value', 'fifo_value'])
    .where('product', '=', row.product)
    .executeTakeFirstOrThrow();
  // What is there is not worth less than nothing: what it cannot bear belongs to goods that have left, too.
  const shareOf = (left: number, value: number) =>
    left <= 0 ? 0 : Math.max(0 - value, multiplyDivide(change, Math.min(left, row.quantity), row.quantity));
  const fifo = shareOf(row.remaining, row.remainingValue);
  const average = shareOf(Number(pool.quantity), Number(pool.average_value));
  exact(Number(pool.average_value) + average);
  exact(Number(pool.fifo_value) + fifo);
  const correction: Draft<typeof entry> = {
    date: businessDate(ctx.app.clock()),
    effectiveDate: row.date,
    product: row.product,
    kind: 'correction',
    quantity: 0,
    averageValue: average,
    fifoValue: fifo,
    averageDifference: change - average,
    fifoDifference: change - fifo,
    costSource: 'correction',
    source: row.source,
    layer: row.id,
    reason,
  };
  await create(trusted(ctx), entry, [correction]);
  await sendStatement(
    ctx.db,
    'UPDATE valuation_stand SET average_value = average_value + ?, fifo_value = fifo_value + ? WHERE id = ?',
    [average, fifo, Number(pool.id)],
  );
  return { value: exact(row.value + change), remainingValue: exact(row.remainingValue + fifo) };
}
