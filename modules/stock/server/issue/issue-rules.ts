import type { Patch, Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import type { Change } from '#kernel/server/served.ts';
import { customer } from '#modules/party/contract/index.ts';
import { issue } from '../../contract/index.ts';
import { checkLots, checkPlaces, completeLines, portionsOf, spotsOf } from '../document/document-lines.ts';
import { completeDay, postDocument, postingDay } from '../document/post-document.ts';
import { demandCorrection } from '../ledger/decisions.ts';
import type { Move, MovementKind } from '../ledger/post-movements.ts';
import { defaultLocation } from '../location/default-location.ts';
import { checkReasons } from '../reason/check-reasons.ts';

type Issue = Row<typeof issue>;

interface Use {
  to: 'customer' | 'supplier' | 'production' | 'scrap';
  kind: MovementKind;
  /** Kind of reason that has to be given. */
  reason?: 'scrap' | 'return';
  /** Nobody outside answers for it. */
  isWriteOff?: boolean;
}
const uses: Readonly<Record<Issue['kind'], Use>> = {
  customer: { to: 'customer', kind: 'delivery' },
  supplierReturn: { to: 'supplier', kind: 'return', reason: 'return' },
  ownUse: { to: 'production', kind: 'issue', isWriteOff: true },
  scrap: { to: 'scrap', kind: 'scrap', reason: 'scrap', isWriteOff: true },
};

/** From the main store, to the customer's name, as many pieces as there are serial numbers. */
export async function completeIssue(ctx: Ctx, changes: Change<Issue>[]): Promise<void> {
  completeDay(ctx, changes);
  for (const { row } of changes) row.location ??= await defaultLocation(ctx, 'storage');
  await completeLines(ctx, changes, ({ lines }) => lines);
  const unnamed = changes.filter(({ row }) => row.customer !== null && row.recipient === null);
  if (unnamed.length === 0) return;
  const customers = await rowsOf(
    ctx,
    customer,
    unnamed.map(({ row }) => row.customer ?? 0),
  );
  const names = new Map(customers.map(({ id, name }) => [id, name]));
  for (const { row } of unnamed) row.recipient = names.get(row.customer ?? 0) ?? null;
}

export async function checkIssue(ctx: Ctx, changes: Change<Issue>[]): Promise<void> {
  await checkPlaces(ctx, changes, ({ location, lines }) => [
    { path: 'location', location },
    ...lines.map((line, index) => ({ path: `lines.${index}.location`, location: line.location })),
  ]);
  await checkLots(ctx, changes, 'lines', ({ lines }) => lines);
  await checkReasons(ctx, changes, ({ kind }) => uses[kind]?.reason);
}

/** The goods go out. */
export async function postIssue(ctx: Ctx, row: Issue): Promise<Patch<typeof issue>> {
  const { to, kind, isWriteOff } = uses[row.kind];
  if (isWriteOff) demandCorrection(ctx);
  const target = await defaultLocation(ctx, to);
  const portions = await portionsOf(ctx, row.lines, { date: postingDay(ctx, row) });
  const spots = await spotsOf(ctx, row.lines, row.location);
  const moves = portions.map(
    ({ line, index, lot, quantity }): Move => ({
      product: line.product,
      lot,
      from: spots[index]?.location ?? row.location,
      fromCompartment: spots[index]?.compartment ?? null,
      to: target,
      quantity,
      reason: row.reason,
      ...(line.id !== undefined && { sourceLine: line.id }),
    }),
  );
  return postDocument(ctx, issue.name, row, kind, moves);
}
