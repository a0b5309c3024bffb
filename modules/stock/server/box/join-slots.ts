import type { Patch, Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { create, update } from '#kernel/server/write.ts';
import { type box, compartment, stockErrors } from '../../contract/index.ts';
import type { Spot } from '../document/document-lines.ts';
import { type Compartment, compartmentsOf, contentsOf, refuseUnused } from './box-contents.ts';
import { moveContents } from './move-contents.ts';

type Box = Row<typeof box>;
interface Range {
  firstSlot: number;
  lastSlot: number;
}

/**
 * Makes adjacent slots one compartment. Compartments among them are taken in with what lies there, as long as it is
 * one article (first-user 17). The box is locked, so that no two share a slot.
 * @throws AppError 422 `stock.slotsUnknown`, 409 `stock.slotsTaken`, `stock.compartmentHoldsOther`, `stock.boxOutOfUse`
 */
export async function joinSlots(
  ctx: Ctx,
  row: Box,
  input: Range & { product: number | null },
): Promise<Patch<typeof box> | undefined> {
  const { firstSlot, lastSlot } = input;
  refuseUnused(row);
  if (firstSlot > lastSlot || lastSlot > row.slots.length) throw stockErrors.slotsUnknown({ slots: row.slots.length });
  const taken = (await compartmentsOf(ctx, [row.id])).filter(
    (one) => one.firstSlot <= lastSlot && one.lastSlot >= firstSlot,
  );
  const cut = taken.find((one) => one.firstSlot < firstSlot || one.lastSlot > lastSlot);
  if (cut) throw stockErrors.slotsTaken({ compartment: cut.code });
  if (taken.length === 1 && taken[0]?.firstSlot === firstSlot && taken[0].lastSlot === lastSlot)
    throw stockErrors.slotsTaken({ compartment: taken[0].code });
  const within = new Set(taken.map(({ id }) => id));
  const contents = (await contentsOf(ctx, [row.id])).filter((content) => within.has(content.compartment));
  const held = new Set(contents.map(({ product }) => product));
  if (input.product !== null && contents.length > 0) held.add(input.product);
  if (held.size > 1) throw stockErrors.compartmentHoldsOther({ compartment: taken.map(({ code }) => code).join(', ') });
  const product = input.product ?? [...held][0] ?? null;
  const [made] = await makeCompartments(ctx, row, [{ firstSlot, lastSlot, product }]);
  const to: Spot = { location: row.location, compartment: made?.id ?? null };
  await moveContents(
    ctx,
    row,
    contents.map(({ product: article, lot, compartment: from, onHand }) => ({
      product: article,
      lot,
      from: { location: row.location, compartment: from },
      to,
      quantity: onHand,
    })),
  );
  await dissolve(ctx, taken);
  return undefined;
}

/** `S-00012/A` for one slot, `S-00012/A-C` for several: what stands on the box. */
export function makeCompartments(
  ctx: Ctx,
  row: Box,
  ranges: readonly (Range & { product: number | null })[],
): Promise<Row<typeof compartment>[]> {
  const slot = (position: number) => row.slots[position - 1]?.code ?? String(position);
  return create(
    trusted(ctx),
    compartment,
    ranges.map(({ firstSlot, lastSlot, product }) => ({
      code: `${row.code}/${slot(firstSlot)}${lastSlot > firstSlot ? `-${slot(lastSlot)}` : ''}`,
      box: row.id,
      firstSlot,
      lastSlot,
      product,
    })),
  );
}

/** They hold nothing any more; the ledger goes on naming them. */
export const dissolve = (ctx: Ctx, compartments: readonly Pick<Compartment, 'id'>[]) =>
  update(
    trusted(ctx),
    compartment,
    compartments.map(({ id }) => ({ id, patch: { state: 'dissolved' as const, product: null } })),
  );
