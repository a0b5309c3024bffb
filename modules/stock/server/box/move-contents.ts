import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { box } from '../../contract/index.ts';
import type { Spot } from '../document/document-lines.ts';
import type { Posting } from '../ledger/post-movements.ts';
import { relocate } from '../reservation/relocate.ts';

/** Pieces that change their spot and nothing else. */
export interface Shift {
  product: number;
  lot: number | null;
  from: Spot;
  to: Spot;
  quantity: Quantity;
}

/**
 * Moves pieces into a box, out of it or with it, today and in its name; reserved ones stay reserved.
 * @throws AppError what {@link relocate} says.
 */
export const moveContents = (
  ctx: Ctx,
  { id, code }: { id: number; code: string },
  shifts: readonly Shift[],
  options: Pick<Posting, 'movesBox'> = {},
): Promise<void> =>
  relocate(
    ctx,
    {
      kind: 'transfer',
      date: businessDate(ctx.app.clock()),
      source: { resource: box.name, id, title: code },
      ...options,
    },
    shifts.map(({ product, lot, from, to, quantity }) => ({
      product,
      lot,
      from: from.location,
      fromCompartment: from.compartment,
      to: to.location,
      toCompartment: to.compartment,
      quantity,
    })),
  );
