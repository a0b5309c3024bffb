import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { businessDate, nextNumber } from '#modules/org/server/index.ts';
import { stockErrors } from '../../contract/index.ts';
import { type Move, type MovementKind, postMovements } from '../ledger/post-movements.ts';
import { reverseMovements } from '../ledger/reverse-movements.ts';

interface Document {
  id: number;
  number: string | null;
  date: string;
  dateEntered: boolean;
}
/** What posting leaves at the document. */
export interface Posted {
  number: string;
  date: string;
}

/** The day that somebody has entered, else today. */
export const postingDay = (ctx: Ctx, { date, dateEntered }: Pick<Document, 'date' | 'dateEntered'>): string =>
  dateEntered ? date : businessDate(ctx.app.clock());

/** A draft is of today until somebody says another day. */
export function completeDay<R extends { date: string; dateEntered: boolean; state: string }>(
  ctx: Ctx,
  changes: readonly Change<R>[],
): void {
  const today = businessDate(ctx.app.clock());
  for (const { row, given } of changes) {
    if (row.state !== 'draft') continue;
    // Not filled yet, whatever the type of a saved row says.
    const entered = row.date as string | null;
    if (given.has('date')) row.dateEntered = entered !== null;
    row.date = entered ?? today;
  }
}

/**
 * Posts what a document moves. Its number is drawn with the movements, last of all locks, and stands in both.
 * @param post how: alone, or (`relocate`) with what is reserved of the goods.
 * @throws AppError 422 `stock.documentHasNoLines` and what {@link postMovements} says.
 */
export async function postDocument(
  ctx: Ctx,
  resource: string,
  row: Document,
  kind: MovementKind,
  moves: readonly Move[],
  post = postMovements,
): Promise<Posted> {
  if (moves.length === 0) throw stockErrors.documentHasNoLines();
  const date = postingDay(ctx, row);
  const number = row.number ?? (await nextNumber(ctx, resource, date));
  await post(ctx, { kind, date, source: { resource, id: row.id, title: number } }, moves);
  return { number, date };
}

/** Takes a posted document back, today and as a whole, the way it was posted: the verb of every document. */
export const takeBack =
  (resource: { name: string }, post = postMovements) =>
  async (ctx: Ctx, row: Document, { reason }: { reason: string }) => {
    const today = businessDate(ctx.app.clock());
    await reverseMovements(ctx, { resource: resource.name, id: row.id, title: row.number }, today, post);
    return { reversedOn: today, reverseReason: reason };
  };
