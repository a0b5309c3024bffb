import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { compartment, type LyingGoods, lot, type SpotContents } from '../../contract/index.ts';
import { goodsFacts } from './goods-facts.ts';

/** More than anybody looks through at a shelf. */
const most = 300;

/** What lies at a place, or in a box, with what a work place has to say of it. A constant number of statements. */
export async function contentsAt(ctx: Ctx, spot: { location?: number; box?: number }): Promise<SpotContents> {
  const where =
    spot.box === undefined ? 'location = ?' : 'compartment IN (SELECT id FROM stock_compartment WHERE box = ?)';
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT id, product, lot, compartment, on_hand, reserved FROM stock_balance
      WHERE on_hand > 0 AND ${where} ORDER BY product, lot, compartment LIMIT ${most + 1}`,
    [spot.box ?? spot.location ?? 0],
  );
  const shown = rows.slice(0, most);
  const ids = (cells: readonly unknown[]) => [...new Set(cells.map(Number))].filter((id) => id > 0);
  const facts = await goodsFacts(ctx, ids(shown.map(({ product }) => product)));
  const lots = await rowsOf(ctx, lot, ids(shown.map((row) => row.lot)));
  const compartmentOf = await titlesOf(
    ctx,
    compartment.name,
    shown.map((row) => Number(row.compartment)),
  );
  const items = shown.flatMap((row): LyingGoods[] => {
    const own = facts.get(Number(row.product));
    const its = lots.find(({ id }) => id === Number(row.lot));
    if (!own) return [];
    const { shelfLife: _, ...goods } = own;
    return [
      {
        ...goods,
        lot: its
          ? { id: its.id, number: its.number, expiresOn: its.expiresOn, isBlocked: its.state === 'blocked' }
          : null,
        compartment: compartmentOf(Number(row.compartment) || null),
        onHand: formatDecimal(Number(row.on_hand), 'quantity'),
        reserved: formatDecimal(Number(row.reserved), 'quantity'),
      },
    ];
  });
  items.sort(
    (a, b) =>
      (a.product.title ?? '').localeCompare(b.product.title ?? '') ||
      (a.lot?.expiresOn ?? '9').localeCompare(b.lot?.expiresOn ?? '9') ||
      (a.lot?.number ?? '').localeCompare(b.lot?.number ?? ''),
  );
  return { items, isCut: rows.length > most };
}
