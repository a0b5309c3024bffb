import { isSame, plus, rounded } from '#kernel/contract/fraction.ts';
import type { Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { selectByIds } from '#kernel/server/db/statements.ts';
import { create, update } from '#kernel/server/write.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { cost } from '../../contract/index.ts';
import { inOrder } from '../structure/in-order.ts';
import { loadStructure, type Structure } from '../structure/load-structure.ts';
import { ancestorsOf } from '../structure/parents-of.ts';
import { linesBy } from '../structure/read-rows.ts';
import { subjectsOf } from '../structure/subjects-of.ts';
import { boughtCost, madeCost, type PieceCost, readExact, writeExact } from './piece-cost.ts';
import { countRecomputed, enterRollUp } from './roll-up-tally.ts';

interface CostRow {
  id: number;
  bom: number | null;
  cost: PieceCost;
}

export interface RollUp {
  /** Variants whose cost was computed anew: what changed, and what contains it. */
  recomputed: number;
  /** Of these, the ones that now cost something else. */
  changed: number;
}

/**
 * Brings `bom.cost` up to date after something changed about `variants`: their price, their BOM, their units. They are
 * computed first; only where that changes anything, what contains them follows, from below to above, each once. The
 * statements grow with the levels above, not with the number of lines. Runs in the transaction of the change.
 */
export function rollUp(ctx: Ctx, variants: readonly number[]): Promise<RollUp> {
  return withTransaction(ctx, async (tx) => {
    await enterRollUp(tx);
    const date = businessDate(tx.app.clock());
    const own = await recompute(tx, variants, date);
    const sources = [...new Set([...own.changed, ...(await usedInOtherUnits(tx, variants))])];
    const above = [...(await ancestorsOf(tx, sources, date)).keys()];
    const rest = await recompute(tx, above, date);
    const recomputed = own.recomputed + rest.recomputed;
    await countRecomputed(tx, recomputed);
    const result = { recomputed, changed: own.changed.length + rest.changed.length };
    tx.app.logger.debug({ requestId: tx.requestId, variants: variants.length, ...result }, 'cost roll-up');
    return result;
  });
}

/** Every cost from the bottom: after an import of prices past the write path, or when in doubt. */
export async function rollUpAll(ctx: Ctx): Promise<RollUp> {
  return withTransaction(ctx, async (tx) => {
    await enterRollUp(tx);
    const date = businessDate(tx.app.clock());
    const released = await tx.db.selectFrom('bom_bom').select('id').where('state', '=', 'released').execute();
    const direct = await subjectsOf(
      tx,
      released.map(({ id }) => Number(id)),
    );
    const known = await tx.db.selectFrom('bom_cost').select('variant').execute();
    const ids = new Set([...direct, ...known.map(({ variant }) => Number(variant))]);
    const { recomputed, changed } = await recompute(tx, [...ids], date);
    await countRecomputed(tx, recomputed);
    return { recomputed, changed: changed.length };
  });
}

/** Variants that stand in a BOM in another unit than their own: a changed conversion changes what contains them. */
async function usedInOtherUnits(ctx: Ctx, variants: readonly number[]): Promise<number[]> {
  const units = new Map(
    (await selectByIds(ctx.db, 'catalog_variant', unitColumns, variants, false)).map((row) => [row.id, row.unit]),
  );
  const lines = await linesBy(ctx, 'component', variants);
  return lines.filter(({ component, unit }) => units.get(component) !== unit).map(({ component }) => component);
}
const unitColumns = ['id', 'unit'];

/** Computes the given variants anew, from below to above; what they contain beside them has its cost already. */
async function recompute(
  ctx: Ctx,
  variants: readonly number[],
  date: string,
): Promise<{ recomputed: number; changed: number[] }> {
  if (variants.length === 0) return { recomputed: 0, changed: [] };
  const structure = await loadStructure(ctx, variants, date, 1);
  const stored = await storedCosts(ctx, [...structure.parts.keys()]);
  const wanted = new Set(variants);
  const costs = new Map<number, PieceCost>();
  const costOf = (id: number): PieceCost => {
    const known = costs.get(id) ?? (wanted.has(id) ? undefined : stored.get(id)?.cost);
    const part = structure.parts.get(id);
    const found = known ?? boughtCost({ purchasePrice: part?.purchasePrice ?? null });
    costs.set(id, found);
    return found;
  };
  let recomputed = 0;
  for (const id of inOrder(variants, structure.recipes)) {
    const recipe = structure.recipes.get(id);
    // What is neither made nor used in anything has no cost to keep.
    if (!recipe && !stored.has(id)) continue;
    recomputed++;
    if (recipe) costs.set(id, madeCost(recipe, costOf));
    else costOf(id);
  }
  const written = await saveCosts(ctx, structure, stored, costs);
  // A component met for the first time gets its row on the way; nothing else can contain it yet.
  return { recomputed, changed: written.filter((id) => wanted.has(id)) };
}

const costColumns = ['id', 'variant', 'bom', 'exact', 'is_incomplete'];

async function storedCosts(ctx: Ctx, variants: readonly number[]): Promise<Map<number, CostRow>> {
  const rows = await selectByIds(ctx.db, 'bom_cost', costColumns, variants, false, 'variant');
  return new Map(
    rows.map((row) => [
      Number(row.variant),
      {
        id: Number(row.id),
        bom: row.bom === null ? null : Number(row.bom),
        cost: readExact(String(row.exact), row.is_incomplete === 1),
      },
    ]),
  );
}

const isUnchanged = (row: CostRow, bom: number | null, piece: PieceCost): boolean =>
  row.bom === bom &&
  row.cost.isIncomplete === piece.isIncomplete &&
  isSame(row.cost.material, piece.material) &&
  isSame(row.cost.operations, piece.operations);

/** Writes what differs, and gives the variants of it. */
async function saveCosts(
  ctx: Ctx,
  { recipes }: Structure,
  stored: ReadonlyMap<number, CostRow>,
  costs: ReadonlyMap<number, PieceCost>,
): Promise<number[]> {
  const drafts: Partial<Row<typeof cost>>[] = [];
  const updates: { id: number; patch: Partial<Row<typeof cost>> }[] = [];
  const changed: number[] = [];
  for (const [variant, piece] of costs) {
    const row = stored.get(variant);
    // A component that is only read keeps the BOM it was computed by.
    const bom = recipes.get(variant)?.bom.id ?? null;
    if (row && isUnchanged(row, bom ?? (row.cost === piece ? row.bom : null), piece)) continue;
    const values = {
      bom,
      material: rounded(piece.material),
      operations: rounded(piece.operations),
      unitCost: rounded(plus(piece.material, piece.operations)),
      isIncomplete: piece.isIncomplete,
      exact: writeExact(piece),
    };
    if (row) updates.push({ id: row.id, patch: values });
    else drafts.push({ variant, ...values });
    changed.push(variant);
  }
  if (drafts.length > 0) await create(trusted(ctx), cost, drafts);
  if (updates.length > 0) await update(trusted(ctx), cost, updates);
  return changed;
}
