import type { Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { act } from '#kernel/server/write.ts';
import { reservation } from '#modules/stock/contract/index.ts';
import { assignDemands, demandOpenDay, freePlaces, type Posting, postMovements } from '#modules/stock/server/index.ts';
import type { wave } from '../../contract/index.ts';
import { placeFor } from '../plan/picking-places.ts';
import { lineKey, openDemands } from './open-demands.ts';
import type { HeldHere } from './wave-posting.ts';

/**
 * What should lie at a shelf and does not: the order asks for it anew, and gets it from elsewhere if it is free there. In
 * the books it goes to the place for missing goods, so that nobody else is promised it; whoever looks into it brings it
 * back or writes it off.
 * @returns id of that place.
 */
export async function noteShortage(
  ctx: Ctx,
  posting: Posting,
  { warehouse }: Pick<Row<typeof wave>, 'warehouse'>,
  missing: readonly HeldHere[],
): Promise<number> {
  const to = await placeFor(ctx, warehouse, 'missing');
  // The books before the balances, as every posting holds them: releasing is the first to touch those.
  await demandOpenDay(ctx, posting.date);
  for (const { id, quantity } of missing) await act(trusted(ctx), reservation, 'release', id, { quantity });
  await postMovements(
    ctx,
    posting,
    missing.map(({ product, lot, location, compartment, quantity, sourceLine }) => ({
      product,
      lot,
      from: location,
      fromCompartment: compartment,
      to,
      quantity,
      sourceLine,
    })),
  );
  await fetchElsewhere(ctx, { warehouse, missing });
  return to;
}

/**
 * Reserves what is free at other places, in the order in which goods are taken; the shelf that has just failed is not
 * believed again. Nothing free elsewhere is no fault: the order waits.
 */
async function fetchElsewhere(ctx: Ctx, { warehouse, missing }: { warehouse: number; missing: readonly HeldHere[] }) {
  const [first] = missing;
  if (!first) return;
  const asked = (await openDemands(ctx, [first.sourceId])).get(lineKey(first.sourceId, first.sourceLine));
  if (asked === undefined) return;
  let open = missing.reduce((sum, { quantity }) => sum + quantity, 0);
  const chosen: {
    demand: number;
    location: number;
    compartment: number | null;
    lot: number | null;
    quantity: number;
  }[] = [];
  for (const { location, compartment, lot, free, ...place } of await freePlaces(ctx, [first.product])) {
    if (open <= 0) break;
    const isSame = location === first.location && compartment === first.compartment;
    if (isSame || place.warehouse !== warehouse) continue;
    const quantity = Math.min(open, free);
    chosen.push({ demand: asked, location, compartment, lot, quantity });
    open -= quantity;
  }
  await assignDemands(ctx, chosen);
}
