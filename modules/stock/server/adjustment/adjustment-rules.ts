import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { adjustment } from '../../contract/index.ts';
import { checkLots, checkPlaces, completeLines, portionsOf, spotsOf } from '../document/document-lines.ts';
import { completeDay, postDocument, postingDay } from '../document/post-document.ts';
import type { Move } from '../ledger/post-movements.ts';
import { defaultLocation } from '../location/default-location.ts';
import { checkReasons } from '../reason/check-reasons.ts';

type Adjustment = Row<typeof adjustment>;

export async function completeAdjustment(ctx: Ctx, changes: Change<Adjustment>[]): Promise<void> {
  completeDay(ctx, changes);
  for (const { row } of changes) row.location ??= await defaultLocation(ctx, 'storage');
  await completeLines(ctx, changes, ({ lines }) => lines);
}

export async function checkAdjustment(ctx: Ctx, changes: Change<Adjustment>[]): Promise<void> {
  await checkPlaces(ctx, changes, ({ location, lines }) => [
    { path: 'location', location },
    ...lines.map((line, index) => ({ path: `lines.${index}.location`, location: line.location })),
  ]);
  await checkLots(ctx, changes, 'lines', ({ lines }) => lines);
  await checkReasons(ctx, changes, () => 'adjustment');
  for (const { row, fail } of changes)
    for (const [index, line] of row.lines.entries())
      if (line.quantity === 0) fail(`lines.${index}.quantity`, 'stock.nothingToAdjust');
}

/** What is too little comes from the place of corrections, what is too much goes there (PRD-WHS-09). */
export async function postAdjustment(ctx: Ctx, row: Adjustment): Promise<Patch<typeof adjustment>> {
  const corrections = await defaultLocation(ctx, 'adjustment');
  const portions = await portionsOf(ctx, row.lines, {
    unknownLots: ({ quantity }) => (quantity > 0 ? 'created' : 'refused'),
    date: postingDay(ctx, row),
  });
  const spots = await spotsOf(ctx, row.lines, row.location);
  const moves = portions.map(({ line, index, lot, quantity }): Move => {
    const { location, compartment } = spots[index] ?? { location: row.location, compartment: null };
    const way =
      line.quantity > 0
        ? { from: corrections, to: location, toCompartment: compartment }
        : { from: location, fromCompartment: compartment, to: corrections };
    const sourceLine = line.id === undefined ? {} : { sourceLine: line.id };
    return { product: line.product, lot, quantity, reason: row.reason, ...way, ...sourceLine };
  });
  return postDocument(ctx, adjustment.name, row, 'adjustment', moves);
}
