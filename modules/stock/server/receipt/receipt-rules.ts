import type { Money, Patch, Quantity, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { receipt } from '../../contract/index.ts';
import { checkLots, checkPlaces, completeLines, portionsOf, spotsOf } from '../document/document-lines.ts';
import { completeDay, postDocument, postingDay } from '../document/post-document.ts';
import { demandCorrection } from '../ledger/decisions.ts';
import type { Move, MovementKind } from '../ledger/post-movements.ts';
import { defaultLocation } from '../location/default-location.ts';
import { piece, unknownLots } from '../lot/resolve-lots.ts';

type Receipt = Row<typeof receipt>;

/** Where the goods of a receipt come from, and what their movement is. */
const origins = {
  purchase: { from: 'supplier', kind: 'receipt' },
  return: { from: 'customer', kind: 'return' },
  production: { from: 'production', kind: 'production' },
  opening: { from: 'opening', kind: 'opening' },
} as const satisfies Record<string, { from: string; kind: MovementKind }>;

/** Into the main store, as many pieces as there are serial numbers. */
export async function completeReceipt(ctx: Ctx, changes: Change<Receipt>[]): Promise<void> {
  completeDay(ctx, changes);
  for (const change of changes) forgetCosts(change);
  for (const { row } of changes) row.location ??= await defaultLocation(ctx, 'storage');
  await completeLines(ctx, changes, ({ lines }) => lines);
}

/** What one article costs says nothing about another: a line that becomes one of another article has no cost until one is given. */
function forgetCosts({ before, row, givenInLine }: Change<Receipt>): void {
  const products = new Map(before?.lines.map(({ id, product }) => [id, product]));
  for (const [index, line] of row.lines.entries()) {
    const was = products.get(line.id);
    if (was !== undefined && was !== line.product && !givenInLine('lines', index, 'unitCost')) line.unitCost = null;
  }
}

export async function checkReceipt(ctx: Ctx, changes: Change<Receipt>[]): Promise<void> {
  await checkPlaces(ctx, changes, ({ location, lines }) => [
    { path: 'location', location },
    ...lines.map((line, index) => ({ path: `lines.${index}.location`, location: line.location })),
  ]);
  await checkLots(ctx, changes, 'lines', ({ lines }) => lines);
  for (const { row, fail } of changes)
    for (const [index, { quantity, unitCost }] of row.lines.entries())
      if (isBeyond(quantity, unitCost)) fail(`lines.${index}.unitCost`, 'kernel.amountTooLarge');
  await warnOfUnknownLots(ctx, changes);
}

/** Whether the goods would be worth more than can be held exactly. */
const isBeyond = (quantity: Quantity | null, unitCost: Money | null): boolean =>
  quantity !== null &&
  unitCost !== null &&
  (BigInt(quantity) * BigInt(unitCost)) / BigInt(piece) > BigInt(Number.MAX_SAFE_INTEGER);

/** What customers send back has left the house as a lot that is known: another number is a mistake, or has to be entered. */
async function warnOfUnknownLots(ctx: Ctx, changes: Change<Receipt>[]): Promise<void> {
  const named = changes
    .filter(({ row }) => row.kind === 'return' && row.state === 'draft')
    .flatMap(({ row, warn }) => row.lines.map((line, index) => ({ ...line, path: `lines.${index}.lots`, warn })));
  for (const { line, ...params } of await unknownLots(ctx, named))
    line.warn(line.path, 'stock.returnedLotUnknown', params);
}

/** The goods come in. */
export async function postReceipt(ctx: Ctx, row: Receipt): Promise<Patch<typeof receipt>> {
  if (row.kind === 'opening') demandCorrection(ctx);
  const { from, kind } = origins[row.kind];
  const source = await defaultLocation(ctx, from);
  const portions = await portionsOf(ctx, row.lines, {
    unknownLots: () => (row.kind === 'return' ? 'refusedBack' : 'created'),
    date: postingDay(ctx, row),
  });
  const spots = await spotsOf(ctx, row.lines, row.location);
  const moves = portions.map(
    ({ line, index, lot, quantity }): Move => ({
      product: line.product,
      lot,
      from: source,
      to: spots[index]?.location ?? row.location,
      toCompartment: spots[index]?.compartment ?? null,
      quantity,
      ...(line.id !== undefined && { sourceLine: line.id }),
    }),
  );
  return postDocument(ctx, receipt.name, row, kind, moves);
}
