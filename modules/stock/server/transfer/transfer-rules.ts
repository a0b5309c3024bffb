import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import type { Change } from '#kernel/server/served.ts';
import { stockErrors, transfer } from '../../contract/index.ts';
import {
  checkLots,
  checkPlaces,
  completeLines,
  type LinePortion,
  portionsOf,
  type Spot,
  spotsOf,
} from '../document/document-lines.ts';
import { completeDay, postDocument, postingDay } from '../document/post-document.ts';
import { placesOf } from '../ledger/move-facts.ts';
import type { Move } from '../ledger/post-movements.ts';
import { defaultLocation } from '../location/default-location.ts';
import { relocate } from '../reservation/relocate.ts';

type Transfer = Row<typeof transfer>;
type Line = Transfer['lines'][number];

export async function completeTransfer(ctx: Ctx, changes: Change<Transfer>[]): Promise<void> {
  completeDay(ctx, changes);
  for (const { row } of changes) row.from ??= await defaultLocation(ctx, 'storage');
  await completeLines(ctx, changes, ({ lines }) => lines);
}

export async function checkTransfer(ctx: Ctx, changes: Change<Transfer>[]): Promise<void> {
  await checkPlaces(ctx, changes, ({ from, to, lines }) => [
    { path: 'from', location: from },
    { path: 'to', location: to },
    ...lines.flatMap((line, index) => [
      { path: `lines.${index}.from`, location: line.from },
      { path: `lines.${index}.to`, location: line.to },
    ]),
  ]);
  await checkLots(ctx, changes, 'lines', ({ lines }) => lines);
  for (const { row, fail } of changes)
    for (const [index, line] of row.lines.entries()) {
      const isInPlace = (line.from ?? row.from) === (line.to ?? row.to);
      // Within one place goods go from box to box, or nowhere.
      if (isInPlace && line.fromCompartment === line.toCompartment) fail(`lines.${index}.to`, 'stock.sameLocation');
    }
}

const spotsFrom = (ctx: Ctx, row: Transfer): Promise<Spot[]> =>
  spotsOf(
    ctx,
    row.lines.map(({ from, fromCompartment }) => ({ location: from, compartment: fromCompartment })),
    row.from,
  );

export const spotsTo = (ctx: Ctx, row: Transfer): Promise<Spot[]> =>
  spotsOf(
    ctx,
    row.lines.map(({ to, toCompartment }) => ({ location: to, compartment: toCompartment })),
    row.to,
  );

/** The beginning of a move: where its goods lie now. */
const leaving = ({ line, index, lot, quantity }: LinePortion<Line>, from: readonly Spot[], row: Transfer) => ({
  product: line.product,
  lot,
  quantity,
  from: from[index]?.location ?? row.from,
  fromCompartment: from[index]?.compartment ?? null,
  ...(line.id !== undefined && { sourceLine: line.id }),
});

/** All at once: what lies here lies there (PRD-WHS-02), and is kept there for whom it was reserved. */
export async function postTransfer(ctx: Ctx, row: Transfer): Promise<Patch<typeof transfer>> {
  const date = postingDay(ctx, row);
  const portions = await portionsOf(ctx, row.lines, { date });
  const [from, to] = [await spotsFrom(ctx, row), await spotsTo(ctx, row)];
  const moves = portions.map(
    (portion): Move => ({
      ...leaving(portion, from, row),
      to: to[portion.index]?.location ?? row.to,
      toCompartment: to[portion.index]?.compartment ?? null,
    }),
  );
  const posted = await postDocument(ctx, transfer.name, row, 'transfer', moves, relocate);
  return { ...posted, receivedOn: date, lines: row.lines.map((line) => ({ ...line, received: line.quantity })) };
}

/** What is under way already is received first: nobody could tell one shipment's goods from the other's. */
async function refuseTransit(ctx: Ctx, spots: readonly Spot[]): Promise<void> {
  const places = await placesOf(
    ctx,
    spots.map(({ location }) => location),
  );
  const transit = [...places.values()].find(({ purpose }) => purpose === 'transit');
  if (transit) throw stockErrors.transitIsNoEnd({ location: transit.code });
}

/**
 * First step: the goods are under way.
 * @throws AppError 422 `stock.transitIsNoEnd`
 */
export async function shipTransfer(ctx: Ctx, row: Transfer): Promise<Patch<typeof transfer>> {
  const via = await defaultLocation(ctx, 'storage', 'transit');
  const portions = await portionsOf(ctx, row.lines, { date: postingDay(ctx, row) });
  const from = await spotsFrom(ctx, row);
  await refuseTransit(ctx, [...from, ...(await spotsTo(ctx, row))]);
  const moves = portions.map((portion): Move => ({ ...leaving(portion, from, row), to: via }));
  return { ...(await postDocument(ctx, transfer.name, row, 'transfer', moves)), via };
}
