import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { type closing, stockErrors } from '../../contract/index.ts';

type Closing = Row<typeof closing>;

/**
 * Closes all days up to `through` and keeps a checkpoint of each month's end among them. The record is locked by the
 * verb, so no posting is under way.
 * @throws AppError 422 `stock.futureDate`, 409 `stock.closedAlready`
 */
export async function closeDays(
  ctx: Ctx,
  row: Closing,
  { through }: { through: string },
): Promise<Patch<typeof closing>> {
  if (through >= businessDate(ctx.app.clock())) throw stockErrors.futureDate();
  if (row.closedThrough !== null && through <= row.closedThrough)
    throw stockErrors.closedAlready({ through: row.closedThrough });
  return { closedThrough: through, checkpointThrough: await keepCheckpoints(ctx, row, through), reason: null };
}

/** Opens the days from `from` on; checkpoints stay, backdated postings carry them along. */
export async function reopenDays(
  _ctx: Ctx,
  row: Closing,
  { from, reason }: { from: string; reason: string },
): Promise<Patch<typeof closing>> {
  if (row.closedThrough === null || from > row.closedThrough) throw stockErrors.notClosed();
  return { closedThrough: addDays(from, -1), reason };
}

/**
 * Keeps the balances of each month's end up to `through` that is not kept yet; the record of the books must be locked.
 * @returns the last day kept.
 */
export async function keepCheckpoints(ctx: Ctx, row: Closing, through: string): Promise<string | null> {
  const first = await sendStatement(ctx.db, 'SELECT MIN(date) AS date FROM stock_movement', []);
  const oldest = first.rows[0]?.date;
  let kept = row.checkpointThrough;
  if (oldest === null || oldest === undefined) return kept;
  for (
    let end = monthEnd(kept === null ? String(oldest) : addDays(kept, 1));
    end <= through;
    end = monthEnd(addDays(end, 1))
  ) {
    await keepCheckpoint(ctx, end);
    kept = end;
  }
  return kept;
}

/** The checkpoint of a day from the one before it and the movements since, by one statement. */
async function keepCheckpoint(ctx: Ctx, date: string): Promise<void> {
  const now = ctx.app.clock();
  const base = "COALESCE((SELECT MAX(c.date) FROM stock_checkpoint c WHERE c.date < ?), '')";
  const side = (place: string, compartment: string, sign: string) =>
    `SELECT ${place} AS location, product, COALESCE(lot, 0) AS lot, COALESCE(${compartment}, 0) AS compartment, ${sign}quantity AS q
      FROM stock_movement WHERE date > ${base} AND date <= ?`;
  await sendStatement(
    ctx.db,
    `INSERT INTO stock_checkpoint (created_at, updated_at, date, location, product, lot, compartment, on_hand)
      SELECT ?, ?, ?, m.location, m.product, m.lot, m.compartment, SUM(m.q) FROM (
        SELECT location, product, lot, compartment, on_hand AS q FROM stock_checkpoint WHERE date = ${base}
        UNION ALL ${side('`to`', 'to_compartment', '')} UNION ALL ${side('`from`', 'from_compartment', '-')}) m
      GROUP BY m.location, m.product, m.lot, m.compartment HAVING SUM(m.q) <> 0`,
    [now, now, date, date, date, date, date, date],
  );
}

const monthEnd = (day: string): string => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};
