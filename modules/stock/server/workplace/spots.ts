import type { Quantity } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { rowOf } from '#kernel/server/read.ts';
import { act, update } from '#kernel/server/write.ts';
import { box, compartment, stockErrors, type WorkSpot } from '../../contract/index.ts';
import { compartmentsOf, contentsOf, refuseUnused } from '../box/box-contents.ts';
import type { Spot } from '../document/document-lines.ts';
import { defaultLocation } from '../location/default-location.ts';

/** Goods as a scanner names them. */
export interface Wanted {
  product: number;
  /** Id; null where the article has none, or the lot is not known yet. */
  lot: number | null;
  quantity: Quantity;
}

async function standing(ctx: Ctx, id: number): Promise<{ box: number; location: number }> {
  const own = await rowOf(ctx, compartment, id);
  return { box: own.box, location: (await rowOf(ctx, box, own.box)).location };
}

/**
 * Where exactly the goods are taken from: loose ones first, then the compartment that has the most of them. Where there
 * are none the place itself is answered, and the posting says what is missing.
 */
export async function sourceAt(ctx: Ctx, spot: WorkSpot, wanted: Wanted): Promise<Spot> {
  if (spot.compartment !== undefined)
    return { location: (await standing(ctx, spot.compartment)).location, compartment: spot.compartment };
  const location =
    spot.location ?? (spot.box === undefined ? await defaultLocation(ctx, 'storage') : await standsAt(ctx, spot.box));
  const within = spot.box === undefined ? '' : 'AND compartment IN (SELECT id FROM stock_compartment WHERE box = ?)';
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT compartment, on_hand FROM stock_balance
      WHERE location = ? AND product = ? AND lot = ? AND on_hand > 0 ${within} ORDER BY on_hand DESC, compartment`,
    [location, wanted.product, wanted.lot ?? 0, ...(spot.box === undefined ? [] : [spot.box])],
  );
  const loose = rows.find((row) => Number(row.compartment) === 0 && Number(row.on_hand) >= wanted.quantity);
  const found = Number((loose ?? rows[0])?.compartment ?? 0);
  return { location, compartment: found === 0 ? null : found };
}

const standsAt = async (ctx: Ctx, id: number): Promise<number> => (await rowOf(ctx, box, id)).location;

/**
 * Where exactly the goods come to lie. In a box: the compartment that has the article already, else an empty one, else
 * a free slot, which becomes one.
 * @throws AppError 409 `stock.boxHasNoRoom`, `stock.boxOutOfUse`
 */
export async function targetAt(ctx: Ctx, spot: WorkSpot, product: number): Promise<Spot> {
  if (spot.compartment !== undefined) {
    const { box: boxId, location } = await standing(ctx, spot.compartment);
    refuseUnused(await rowOf(ctx, box, boxId));
    await giveTo(ctx, boxId, spot.compartment, product);
    return { location, compartment: spot.compartment };
  }
  if (spot.box !== undefined)
    return { location: await standsAt(ctx, spot.box), compartment: await roomIn(ctx, spot.box, product) };
  return { location: spot.location ?? (await defaultLocation(ctx, 'storage')), compartment: null };
}

/** An empty compartment becomes that of the article; whether another lies in it the posting says. */
async function giveTo(ctx: Ctx, boxId: number, id: number, product: number): Promise<void> {
  const own = (await compartmentsOf(ctx, [boxId])).find((one) => one.id === id);
  if (!own || own.product === product) return;
  if ((await contentsOf(ctx, [boxId])).some((content) => content.compartment === id)) return;
  await update(trusted(ctx), compartment, [{ id, patch: { product } }]);
}

async function roomIn(ctx: Ctx, boxId: number, product: number): Promise<number> {
  // Locked, so that no two find the same slot free.
  const row = await rowOf(ctx, box, boxId, { lock: true });
  refuseUnused(row);
  const parts = await compartmentsOf(ctx, [boxId]);
  const full = new Set((await contentsOf(ctx, [boxId])).map((content) => content.compartment));
  const own = parts.find((one) => one.product === product) ?? parts.find((one) => one.product === null);
  const empty = own ?? parts.find((one) => !full.has(one.id));
  if (empty) {
    await giveTo(ctx, boxId, empty.id, product);
    return empty.id;
  }
  const slot = row.slots.findIndex(
    (_, index) => !parts.some((one) => one.firstSlot <= index + 1 && one.lastSlot >= index + 1),
  );
  if (slot < 0) throw stockErrors.boxHasNoRoom({ box: row.code });
  await act(trusted(ctx), box, 'join', boxId, { firstSlot: slot + 1, lastSlot: slot + 1, product });
  const made = (await compartmentsOf(ctx, [boxId])).find((one) => one.firstSlot === slot + 1);
  if (!made) throw stockErrors.boxHasNoRoom({ box: row.code });
  return made.id;
}
