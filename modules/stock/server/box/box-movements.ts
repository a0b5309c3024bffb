import { formatDecimal, kernelErrors } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { userTitles } from '#kernel/server/history/read-history.ts';
import { titlesOf } from '#kernel/server/references.ts';
import type { BoxMovement, MovementPage } from '../../contract/index.ts';

const pageSize = 50;

/**
 * The movements that touched the compartments of a box, those that are dissolved too, newest first. They are found by
 * the products that ever lay in it: the ledger keeps no index for compartments.
 */
export async function boxMovements(ctx: Ctx, box: number, before: number | null): Promise<MovementPage<BoxMovement>> {
  const known = await ctx.db.selectFrom('stock_box').select('id').where('id', '=', box).executeTakeFirst();
  if (!known) throw kernelErrors.notFound();
  const own = 'SELECT id FROM stock_compartment WHERE box = ?';
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT m.id, m.date, m.created_at, m.created_by, m.kind, m.product, m.lot, m.quantity, m.\`from\`, m.from_compartment,
        m.\`to\`, m.to_compartment, m.source
      FROM stock_movement m
      WHERE m.product IN (SELECT DISTINCT product FROM stock_balance WHERE compartment IN (${own}))
        AND (m.from_compartment IN (${own}) OR m.to_compartment IN (${own}))
        ${before === null ? '' : 'AND m.id < ?'}
      ORDER BY m.id DESC LIMIT ${pageSize + 1}`,
    [box, box, box, ...(before === null ? [] : [before])],
  );
  const shown = rows.slice(0, pageSize);
  const titles = (resource: string, ...columns: string[]) =>
    titlesOf(
      ctx,
      resource,
      shown.flatMap((row) => columns.map((column) => Number(row[column]))),
    );
  const product = await titles('catalog.variant', 'product');
  const lot = await titles('stock.lot', 'lot');
  const place = await titles('stock.location', 'from', 'to');
  const compartment = await titles('stock.compartment', 'from_compartment', 'to_compartment');
  const users = await userTitles(
    ctx,
    shown.map(({ created_by }) => created_by ?? null),
  );
  return {
    items: shown.map((row) => ({
      id: Number(row.id),
      date: String(row.date),
      at: new Date(Number(row.created_at)).toISOString(),
      user: users.get(Number(row.created_by)) ?? null,
      kind: String(row.kind),
      product: product(Number(row.product)),
      lot: lot(Number(row.lot)),
      quantity: formatDecimal(Number(row.quantity), 'quantity'),
      from: place(Number(row.from)),
      fromCompartment: compartment(Number(row.from_compartment)),
      to: place(Number(row.to)),
      toCompartment: compartment(Number(row.to_compartment)),
      source: row.source === null ? null : String(row.source),
    })),
    next: rows.length > pageSize ? Number(shown.at(-1)?.id) : null,
  };
}
