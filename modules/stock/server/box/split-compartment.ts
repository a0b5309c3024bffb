import { formatDecimal, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type box, stockErrors } from '../../contract/index.ts';
import type { Spot } from '../document/document-lines.ts';
import {
  type Compartment,
  type Content,
  compartmentsOf,
  contentsOf,
  demandWhole,
  refuseUnused,
} from './box-contents.ts';
import { dissolve, makeCompartments } from './join-slots.ts';
import { moveContents, type Shift } from './move-contents.ts';

type Box = Row<typeof box>;
interface Split {
  compartment: number;
  contents: readonly { slot: number; quantity: Quantity }[] | null;
  loose: Quantity | null;
}

/**
 * Takes a compartment apart into its slots. Whoever does it says how many pieces go into which slot and how many lie
 * loose at the place of the box: together all of them, so that nothing is lost (first-user 17). Slots that get nothing
 * are free afterwards.
 * @throws AppError 409 `stock.splitNeedsContents` while nobody has said it; 422 `stock.contentsDiffer`,
 *   `stock.slotsUnknown`, `stock.compartmentOfOtherBox`
 */
export async function splitCompartment(
  ctx: Ctx,
  row: Box,
  { compartment: id, contents, loose }: Split,
): Promise<Patch<typeof box> | undefined> {
  const whole = await compartmentIn(ctx, row, id);
  const there = (await contentsOf(ctx, [row.id])).filter((content) => content.compartment === id);
  const total = there.reduce((sum, { onHand }) => sum + onHand, 0);
  const parts = bySlot(whole, contents ?? []);
  const given = [...parts.values()].reduce((sum, quantity) => sum + quantity, loose ?? 0);
  if (given === 0 && total > 0)
    throw stockErrors.splitNeedsContents({
      compartment: whole.code,
      content: formatDecimal(total, 'quantity'),
    });
  demandWhole(total, given);
  const made = await makeCompartments(
    ctx,
    row,
    [...parts.keys()].map((slot) => ({ firstSlot: slot, lastSlot: slot, product: whole.product })),
  );
  const targets = [...parts.values(), loose ?? 0].map((quantity, index) => ({
    spot: { location: row.location, compartment: made[index]?.id ?? null },
    quantity,
  }));
  await moveContents(ctx, row, distribute(there, { location: row.location, compartment: id }, targets));
  await dissolve(ctx, [whole]);
  return undefined;
}

/**
 * @throws AppError 422 `stock.compartmentOfOtherBox` for one that is not, or no longer, in this box; 409
 *   `stock.boxOutOfUse`
 */
export async function compartmentIn(ctx: Ctx, row: Box, id: number): Promise<Compartment> {
  refuseUnused(row);
  const found = (await compartmentsOf(ctx, [row.id])).find((one) => one.id === id);
  if (!found) throw stockErrors.compartmentOfOtherBox({ box: row.code });
  return found;
}

function bySlot(
  { firstSlot, lastSlot }: Compartment,
  contents: readonly { slot: number; quantity: Quantity }[],
): Map<number, Quantity> {
  const parts = new Map<number, Quantity>();
  for (const { slot, quantity } of contents) {
    if (slot < firstSlot || slot > lastSlot) throw stockErrors.slotsUnknown({ slots: lastSlot });
    parts.set(slot, (parts.get(slot) ?? 0) + quantity);
  }
  return new Map([...parts].filter(([, quantity]) => quantity > 0).sort(([a], [b]) => a - b));
}

/** The lots go into the targets one after the other. */
function distribute(
  contents: readonly Content[],
  from: Spot,
  targets: readonly { spot: Spot; quantity: Quantity }[],
): Shift[] {
  const shifts: Shift[] = [];
  const open = targets.map((target) => ({ ...target }));
  for (const { product, lot, onHand } of contents) {
    let left = onHand;
    for (const target of open) {
      const quantity = Math.min(left, target.quantity);
      if (quantity <= 0) continue;
      shifts.push({ product, lot, from, to: target.spot, quantity });
      target.quantity -= quantity;
      left -= quantity;
    }
  }
  return shifts;
}
