import { type Translated, translate } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { gramsOfPieces } from '#modules/catalog/server/index.ts';
import type { PlaceOverview } from '../../contract/index.ts';

/** Asked for the places alone that a limit is set for. */
const weight = `CASE WHEN l.max_weight IS NULL THEN NULL ELSE
    (SELECT COALESCE(SUM(${gramsOfPieces('s.on_hand')}), 0) FROM stock_balance s
      JOIN catalog_variant v ON v.id = s.product LEFT JOIN catalog_product p ON p.id = v.product
      WHERE s.location = l.id AND s.on_hand > 0)
    + (SELECT COALESCE(SUM(COALESCE(t.tare, 0) + COALESCE(t.divider, 0)), 0) FROM stock_box b
      LEFT JOIN stock_box_type t ON t.id = b.type WHERE b.location = l.id AND b.is_active = 1) END`;
const overview = (
  where: string,
) => `SELECT l.id, l.code, l.name_de, l.name_en, l.warehouse, l.parent, l.level, l.purpose,
    l.is_active, l.is_frozen, l.max_boxes, l.max_weight,
    (SELECT COUNT(*) FROM stock_box b WHERE b.location = l.id AND b.is_active = 1) AS boxes,
    (SELECT COUNT(*) FROM stock_balance s WHERE s.location = l.id AND s.on_hand <> 0) AS positions,
    ${weight} AS weight
  FROM stock_location l LEFT JOIN stock_warehouse w ON w.id = l.warehouse
  WHERE l.kind = 'storage'${where} ORDER BY w.code, l.code`;

/** All real places of a warehouse, or of all, in the order of their codes. One statement. */
export async function placeOverview(ctx: Ctx, warehouse: number | null): Promise<PlaceOverview[]> {
  const { rows } = await (warehouse === null
    ? sendStatement(ctx.db, overview(''), [])
    : sendStatement(ctx.db, overview(' AND l.warehouse = ?'), [warehouse]));
  const optional = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : Number(cell));
  return rows.map((row) => ({
    id: Number(row.id),
    code: String(row.code),
    name: translate({ de: row.name_de, en: row.name_en } as Translated, ctx.language) || null,
    warehouse: Number(row.warehouse),
    parent: optional(row.parent),
    level: row.level === null ? null : String(row.level),
    purpose: String(row.purpose),
    isActive: row.is_active === 1,
    isFrozen: row.is_frozen === 1,
    boxes: Number(row.boxes),
    maxBoxes: optional(row.max_boxes),
    positions: Number(row.positions),
    weight: row.weight === null ? null : Math.round(Number(row.weight)),
    maxWeight: optional(row.max_weight),
  }));
}
