import type { Quantity } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { askFor } from '../demand/ask-for.ts';
import type { Source } from '../ledger/post-movements.ts';
import { holdFreePlaces } from './free-places.ts';
import { distribute, gotten, keep, short, type Wish } from './reserve-wishes.ts';

/** What a line of a document needs. */
export interface Need {
  sourceLine: number;
  product: number;
  quantity: Quantity;
  /** Never asked for: nothing of it will come in any more. */
  mustBeThere?: boolean;
}
export interface ReserveOptions {
  /** By when; today. */
  due?: string | null;
  /** From there alone. */
  warehouse?: number | null;
  /** What is not there is asked for as `stock.demand`, instead of refusing all. */
  backorder?: boolean;
}

/** A document that reserves; a title that is still to be drawn, as a number is, is drawn once its stock is held. */
export type Reserving = Omit<Source, 'title'> & { title: string | (() => Promise<string>) };

/**
 * Reserves stock for the lines of a document that has nothing reserved yet: all or nothing, or, with `backorder`, what
 * is there, the rest being asked for.
 * @returns the title of the document.
 * @throws AppError 409 `stock.insufficientStock` with the first product that is short and what is free of it.
 */
export async function reserveStock(
  ctx: Ctx,
  { title, ...document }: Reserving,
  needs: readonly Need[],
  { due, warehouse = null, backorder = false }: ReserveOptions = {},
): Promise<string> {
  const source = { ...document, title: '' };
  const day = due ?? businessDate(ctx.app.clock());
  const wishes = needs.map((need): Wish & Need => ({ ...need, source, due: day, warehouse }));
  const taken = distribute(await holdFreePlaces(ctx, wishes), wishes);
  const got = gotten(wishes, taken);
  const open = wishes
    .map((wish, index) => ({ ...wish, quantity: wish.quantity - (got[index] ?? 0), got: got[index] ?? 0 }))
    .filter(({ quantity }) => quantity > 0);
  const refused = open.find(({ mustBeThere }) => !backorder || mustBeThere);
  if (refused) throw await short(ctx, refused.product, refused.got);
  source.title = typeof title === 'string' ? title : await title();
  await keep(ctx, taken);
  await askFor(ctx, open, { isNew: true });
  return source.title;
}
