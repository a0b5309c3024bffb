import type { Draft, Patch, Quantity, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create, update } from '#kernel/server/write.ts';
import { reservation } from '../../contract/index.ts';
import type { Spot } from '../document/document-lines.ts';

type Reservation = Row<typeof reservation>;

/** Pieces that have gone to another spot and are still kept for whom they were. */
export interface Carried {
  row: Reservation;
  to: Spot;
  /** All parts of a reservation together: at most what is reserved. */
  quantity: Quantity;
}

/**
 * A reservation whose pieces all go takes its record along; of one that is torn apart, what lies at each further spot
 * becomes one of its own. Two writes, however many.
 */
export async function carryReservations(ctx: Ctx, carried: readonly Carried[]): Promise<void> {
  if (carried.length === 0) return;
  const changed: { id: number; patch: Patch<typeof reservation> }[] = [];
  const made: Draft<typeof reservation>[] = [];
  for (const [id, parts] of Map.groupBy(carried, ({ row }) => row.id)) {
    const row = parts[0]?.row as Reservation;
    const bySpot = Map.groupBy(parts, ({ to }) => `${to.location}/${to.compartment}`);
    const spots = [...bySpot.values()].map((own) => ({ ...own[0]?.to, quantity: sumOf(own) }));
    const left = row.quantity - sumOf(parts);
    changed.push({ id, patch: left > 0 ? { quantity: left } : (spots.pop() ?? {}) });
    const { product, lot, due, warehouse, source, sourceResource, sourceId, sourceLine } = row;
    for (const spot of spots)
      made.push({ product, lot, due, warehouse, source, sourceResource, sourceId, sourceLine, ...spot });
  }
  await update(trusted(ctx), reservation, changed);
  if (made.length > 0) await create(trusted(ctx), reservation, made);
}

export const sumOf = (parts: readonly { quantity: Quantity }[]): Quantity =>
  parts.reduce((sum, { quantity }) => sum + quantity, 0);
