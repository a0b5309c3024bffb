import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { inParts, marks } from '#kernel/server/db/statements.ts';
import type { WarehouseStock } from '#modules/stock/server/index.ts';
import type { LevelState } from '../../contract/index.ts';

/** What shall be there of a product; `id` null: what orders ask for of a product that has no rule. */
export interface Wanted {
  id: number | null;
  product: number;
  /** Null: all together. */
  warehouse: number | null;
  minimum: Quantity;
  maximum: Quantity | null;
  safetyStock: Quantity | null;
  orderMultiple: Quantity | null;
  leadTime: number | null;
  isCritical: boolean;
}

const columns =
  'id, product, warehouse, minimum, maximum, safety_stock, order_multiple, lead_time, is_critical FROM replenishment_rule';
const askedAtOnce = 10_000;

/** The active rules; of these products alone, where some are named. */
export async function activeRules(ctx: Ctx, products?: readonly number[]): Promise<Wanted[]> {
  if (!products)
    return (await sendStatement(ctx.db, `SELECT ${columns} WHERE is_active = 1 ORDER BY id`, [])).rows.map(ruleOf);
  const found: Wanted[] = [];
  for (const part of inParts([...new Set(products)], askedAtOnce)) {
    const text = `SELECT ${columns} WHERE is_active = 1 AND product IN ${marks(part.length)} ORDER BY id`;
    found.push(...(await sendStatement(ctx.db, text, part)).rows.map(ruleOf));
  }
  return found;
}

const optional = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : Number(cell));
const ruleOf = (row: Record<string, Cell>): Wanted => ({
  id: Number(row.id),
  product: Number(row.product),
  warehouse: Number(row.warehouse) || null,
  minimum: Number(row.minimum),
  maximum: optional(row.maximum),
  safetyStock: optional(row.safety_stock),
  orderMultiple: optional(row.order_multiple),
  leadTime: optional(row.lead_time),
  isCritical: row.is_critical === 1,
});

export interface Standing {
  available: Quantity;
  incoming: Quantity;
  promised: Quantity;
}

/** What there is for a rule: in its warehouse, or in all. */
export function standingOf(
  { product, warehouse }: Pick<Wanted, 'product' | 'warehouse'>,
  stock: ReadonlyMap<number, readonly WarehouseStock[]>,
): Standing {
  const levels = (stock.get(product) ?? []).filter((one) => warehouse === null || one.warehouse === warehouse);
  const sum = (pick: (one: WarehouseStock) => number) => levels.reduce((total, one) => total + pick(one), 0);
  const dated = (ones: WarehouseStock['incoming']) => ones.reduce((total, { quantity }) => total + quantity, 0);
  return {
    available: sum(({ available }) => available),
    incoming: sum(({ incoming }) => dated(incoming)),
    promised: sum(({ promised }) => dated(promised)),
  };
}

/** How it stands with what is available now. */
export function stateOf(
  { minimum, safetyStock }: Pick<Wanted, 'minimum' | 'safetyStock'>,
  available: Quantity,
): LevelState {
  if (available <= 0) return minimum > 0 ? 'out' : 'ok';
  if (safetyStock !== null && available < safetyStock) return 'critical';
  return available < minimum ? 'low' : 'ok';
}
