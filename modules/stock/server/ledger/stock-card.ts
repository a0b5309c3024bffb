import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { userTitles } from '#kernel/server/history/read-history.ts';
import { rowOf } from '#kernel/server/read.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { balance, type CardLine, location, type MovementPage } from '../../contract/index.ts';

const pageSize = 50;
const side = (place: string, compartment: string, other: string, sign: string) =>
  `SELECT id, date, created_at, created_by, kind, source, source_resource, source_id, ${other} AS other, ${sign}quantity AS q
    FROM stock_movement WHERE product = ? AND ${place} = ? AND COALESCE(lot, 0) = ? AND COALESCE(${compartment}, 0) = ?`;
const both = `(${side('`to`', 'to_compartment', '`from`', '')} UNION ALL ${side('`from`', 'from_compartment', '`to`', '-')}) m`;

/**
 * The movements behind a balance, newest first, each with what lay there afterwards.
 * @param before id of the movement at which the page before ended.
 * @throws AppError 404 `kernel.notFound`
 */
export async function stockCard(ctx: Ctx, id: number, before: number | null): Promise<MovementPage<CardLine>> {
  const row = await rowOf(ctx, balance, id);
  const key = [row.product, row.location, row.lot ?? 0, row.compartment ?? 0];
  const later: Cell[] = before === null ? [] : [before];
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT m.* FROM ${both}${before === null ? '' : ' WHERE m.id < ?'} ORDER BY m.id DESC LIMIT ${pageSize + 1}`,
    [...key, ...key, ...later],
  );
  const since = before === null ? 0 : await movedSince(ctx, key, before);
  const shown = rows.slice(0, pageSize);
  const place = await titlesOf(
    ctx,
    location.name,
    shown.map(({ other }) => Number(other)),
  );
  const users = await userTitles(
    ctx,
    shown.map(({ created_by }) => created_by ?? null),
  );
  let after = row.onHand - since;
  const items = shown.map((cells): CardLine => {
    const line = {
      id: Number(cells.id),
      date: String(cells.date),
      at: new Date(Number(cells.created_at)).toISOString(),
      user: users.get(Number(cells.created_by)) ?? null,
      kind: String(cells.kind),
      source: cells.source === null ? null : String(cells.source),
      sourceResource: cells.source_resource === null ? null : String(cells.source_resource),
      sourceId: cells.source_id === null ? null : Number(cells.source_id),
      other: place(Number(cells.other)),
      quantity: formatDecimal(Number(cells.q), 'quantity'),
      after: formatDecimal(after, 'quantity'),
    };
    after -= Number(cells.q);
    return line;
  });
  return { items, next: rows.length > pageSize ? Number(shown.at(-1)?.id) : null };
}

async function movedSince(ctx: Ctx, key: readonly Cell[], from: number): Promise<number> {
  const { rows } = await sendStatement(ctx.db, `SELECT SUM(m.q) AS q FROM ${both} WHERE m.id >= ?`, [
    ...key,
    ...key,
    from,
  ]);
  return Number(rows[0]?.q ?? 0);
}
