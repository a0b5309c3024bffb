import type { Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import { outOfReach } from '#modules/stock/contract/index.ts';
import type { count } from '../../contract/index.ts';

export interface PlaceInScope {
  location: number;
  code: string;
}
export interface PositionInScope {
  location: number;
  product: number;
  /** 0: none. */
  lot: number;
  /** 0: none. */
  compartment: number;
}
export interface Scope {
  /** In the order of the way. */
  places: PlaceInScope[];
  positions: PositionInScope[];
}

const day = 86_400_000;
/** Goods under way are counted where they arrive, missing ones where they are found. */
const countable = `l.kind = 'storage' AND l.is_active = 1
  AND l.purpose NOT IN (${outOfReach.map((purpose) => `'${purpose}'`).join(', ')}) AND l.warehouse = ?`;
const below = `WITH RECURSIVE zone AS (SELECT CAST(? AS UNSIGNED) AS id
  UNION SELECT c.id FROM stock_location c JOIN zone z ON c.parent = z.id)`;
const inZone = 'l.id IN (SELECT id FROM zone)';
/** Not counted there since. */
const due = `COALESCE(a.class, 'C') = ? AND NOT EXISTS (SELECT 1 FROM stocktake_position p JOIN stocktake_count c ON c.id = p.\`count\`
  WHERE p.location = b.location AND p.product = b.product AND c.state = 'posted' AND p.counted_at >= ?)`;

/** What a stocktake takes in, as things are now. Two statements, three for a cyclic one. */
export async function scopeOf(ctx: Ctx, row: Row<typeof count>): Promise<Scope> {
  const positions = await positionsIn(ctx, row);
  const filled = new Set(positions.map(({ location }) => location));
  const found = await placesIn(ctx, row);
  const wanted = found.filter(
    ({ location, isInner }) => filled.has(location) || (row.kind !== 'cyclic' && row.includesEmpty && !isInner),
  );
  const places = row.kind === 'cyclic' ? await longestWaiting(ctx, wanted, row.mostPlaces) : wanted;
  const kept = new Set(places.map(({ location }) => location));
  return { places, positions: positions.filter(({ location }) => kept.has(location)) };
}

function zoneOf(ctx: Ctx, row: Row<typeof count>): { head: string; where: string; values: Cell[] } {
  if (row.kind !== 'zone') return { head: '', where: '', values: [] };
  // SQLite has no UNSIGNED, and takes the word for an integer.
  const head = ctx.app.engine.dialect === 'sqlite' ? below.replace('UNSIGNED', 'INTEGER') : below;
  return { head, where: `AND ${inZone}`, values: [row.location] };
}

/** Places that hold places are looked at only where something lies in them directly. */
async function placesIn(ctx: Ctx, row: Row<typeof count>): Promise<(PlaceInScope & { isInner: boolean })[]> {
  const { head, where, values } = zoneOf(ctx, row);
  const { rows } = await sendStatement(
    ctx.db,
    `${head} SELECT l.id, l.code, EXISTS (SELECT 1 FROM stock_location i WHERE i.parent = l.id AND i.is_active = 1) AS is_inner
      FROM stock_location l WHERE ${countable} ${where}
      ORDER BY CASE WHEN l.route_position IS NULL THEN 1 ELSE 0 END, l.route_position, l.code`,
    [...values, row.warehouse],
  );
  return rows.map(({ id, code, is_inner }) => ({
    location: Number(id),
    code: String(code),
    isInner: Number(is_inner) === 1,
  }));
}

async function positionsIn(ctx: Ctx, row: Row<typeof count>): Promise<PositionInScope[]> {
  const { head, where, values } = zoneOf(ctx, row);
  const isCyclic = row.kind === 'cyclic';
  const since = ctx.app.clock() - (row.notCountedFor ?? 0) * day;
  const { rows } = await sendStatement(
    ctx.db,
    `${head} SELECT b.location, b.product, b.lot, b.compartment FROM stock_balance b JOIN stock_location l ON l.id = b.location
      ${isCyclic ? 'LEFT JOIN replenishment_abc_class a ON a.product = b.product' : ''}
      WHERE b.on_hand <> 0 AND ${countable} ${where} ${isCyclic ? `AND ${due}` : ''}`,
    [...values, row.warehouse, ...(isCyclic ? [row.abcClass, since] : [])],
  );
  return rows.map((cells) => ({
    location: Number(cells.location),
    product: Number(cells.product),
    lot: Number(cells.lot),
    compartment: Number(cells.compartment),
  }));
}

async function longestWaiting<P extends PlaceInScope>(
  ctx: Ctx,
  places: readonly P[],
  most: number | null,
): Promise<P[]> {
  if (most === null || places.length <= most) return [...places];
  const { rows } = await sendStatement(
    ctx.db,
    'SELECT location, MAX(counted_at) AS last FROM stocktake_position GROUP BY location',
    [],
  );
  const last = new Map(rows.map((cells) => [Number(cells.location), Number(cells.last ?? 0)]));
  const waiting = [...places].sort((a, b) => (last.get(a.location) ?? 0) - (last.get(b.location) ?? 0));
  const chosen = new Set(waiting.slice(0, most).map(({ location }) => location));
  return places.filter(({ location }) => chosen.has(location));
}

export interface BusyPlace {
  location: number;
  count: number;
}
const readBusy = (cells: Record<string, Cell>): BusyPlace => ({
  location: Number(cells.location),
  count: Number(cells.count),
});

/** Places that another stocktake has under way. */
export async function busyPlaces(ctx: Ctx, places: readonly PlaceInScope[]): Promise<BusyPlace[]> {
  const wanted = new Set(places.map(({ location }) => location));
  const { rows } = await sendStatement(
    ctx.db,
    'SELECT location, `count` FROM stocktake_place WHERE running IS NOT NULL ORDER BY route, id',
    [],
  );
  return rows.map(readBusy).filter(({ location }) => wanted.has(location));
}

const askedAtOnce = 10_000;

/** The stocktake that has one of these places under way, or was the last to have it. */
export async function latestCount(ctx: Ctx, places: readonly { location: number }[]): Promise<BusyPlace | null> {
  for (const part of inParts(places, askedAtOnce)) {
    const { rows } = await sendStatement(
      ctx.db,
      `SELECT location, \`count\` FROM stocktake_place WHERE location IN ${marks(part.length)}
        ORDER BY CASE WHEN running IS NULL THEN 1 ELSE 0 END, id DESC LIMIT 1`,
      part.map(({ location }) => location),
    );
    const [latest] = rows;
    if (latest) return readBusy(latest);
  }
  return null;
}
