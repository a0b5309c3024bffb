import { formatDecimal, type Patch, type Quantity, type Row } from '#kernel/contract/index.ts';
import { type Ctx, trusted } from '#kernel/server/ctx.ts';
import { rowOf, rowsOf } from '#kernel/server/read.ts';
import { create } from '#kernel/server/write.ts';
import { variantFacts } from '#modules/catalog/server/index.ts';
import { businessDate } from '#modules/org/server/index.ts';
import { salesOrder } from '#modules/sales/contract/index.ts';
import { location, lot } from '#modules/stock/contract/index.ts';
import { moveReserved, refuseUnfit, reservationsOf } from '#modules/stock/server/index.ts';
import { pick, pickingErrors, pickList, type wave } from '../../contract/index.ts';
import { withCodes } from '../walk/with-codes.ts';
import { noteShortage } from './note-shortage.ts';
import { checkScans, type Reach } from './scans.ts';
import { type HeldHere, postingOf } from './wave-posting.ts';
import { type Scale, weighed } from './weighing.ts';

type Wave = Row<typeof wave>;
export type Taking = Reach & Scale & { list: number; line: number; isShort?: boolean | null };

/**
 * Goods from the shelf to the picking place, reserved as they were; with `isShort` what should be there and is not goes
 * to the place for missing goods, and the order asks for it again (first-user 9).
 * @throws AppError what {@link checkScans}, `weighed` and `moveReserved` say; 409 `stock.lotBlocked`, `stock.lotExpired`; 409 `picking.moreThanWanted`,
 *   `picking.listClosed`; 422 `picking.wrongWave`, `picking.nothingTaken`
 */
export async function takeGoods(ctx: Ctx, row: Wave, input: Taking): Promise<Patch<typeof wave>> {
  const list = await rowOf(ctx, pickList, input.list, { lock: true });
  if (list.wave !== row.id) throw pickingErrors.wrongWave();
  if (list.state !== 'open') throw pickingErrors.listClosed({ list: list.label });
  const isShort = input.isShort ?? false;
  if (input.quantity === 0 && !isShort) throw pickingErrors.nothingTaken();
  const held = await heldAt(ctx, list.order, input);
  const wanted = held.reduce((sum, { quantity }) => sum + quantity, 0);
  if (wanted === 0 || input.quantity > wanted)
    throw pickingErrors.moreThanWanted({ wanted: formatDecimal(wanted, 'quantity') });
  const product = held[0]?.product ?? 0;
  const facts = (await withCodes(ctx, await variantFacts(ctx, [product]))).get(product);
  await checkScans(ctx, input, list, facts);
  await refuseUnfitLot(ctx, input);
  const onScale = await weighed(ctx, input, list, facts, row.tolerance);
  const posting = postingOf(ctx, row);
  const shares = share(held, input.quantity);
  const rest = isShort ? wanted - input.quantity : 0;
  const missingAt = rest > 0 ? await noteShortage(ctx, posting, row, leftOf(held, shares)) : null;
  await moveReserved(
    ctx,
    posting,
    [...shares].map(([reservation, quantity]) => ({ reservation, quantity, to: row.place })),
  );
  await create(trusted(ctx), pick, [
    {
      wave: row.id,
      pickList: list.id,
      order: list.order,
      orderLine: input.line,
      product,
      lot: input.lot ?? null,
      location: input.location,
      compartment: input.compartment ?? null,
      place: row.place,
      wanted,
      quantity: input.quantity,
      shortage: rest,
      missingAt,
      ...onScale,
    },
  ]);
  return {};
}

/** What has been blocked or has expired since it was reserved does not go to the table; that it is missing may be said. */
async function refuseUnfitLot(ctx: Ctx, { lot: id, quantity }: Taking): Promise<void> {
  if (!id || quantity === 0) return;
  refuseUnfit(await rowOf(ctx, lot, id), businessDate(ctx.app.clock()));
}

/** What is to be fetched at the spot for the line, held until the transaction ends: what lies at a table has been fetched. */
async function heldAt(ctx: Ctx, order: number, spot: Taking): Promise<HeldHere[]> {
  const [place] = await rowsOf(ctx, location, [spot.location]);
  if (place?.purpose === 'picking') return [];
  const held = await reservationsOf(ctx, { resource: salesOrder.name, id: order }, { lock: true });
  return held.filter(
    (one) =>
      one.sourceLine === spot.line &&
      one.location === spot.location &&
      one.compartment === (spot.compartment ?? null) &&
      one.lot === (spot.lot ?? null),
  );
}

/** How much of each reservation goes, the first ones whole. */
function share(held: readonly HeldHere[], quantity: Quantity): Map<number, Quantity> {
  const shares = new Map<number, Quantity>();
  let open = quantity;
  for (const one of held) {
    const taken = Math.min(open, one.quantity);
    if (taken > 0) shares.set(one.id, taken);
    open -= taken;
  }
  return shares;
}

const leftOf = (held: readonly HeldHere[], shares: ReadonlyMap<number, Quantity>): HeldHere[] =>
  held
    .map((one) => ({ ...one, quantity: one.quantity - (shares.get(one.id) ?? 0) }))
    .filter(({ quantity }) => quantity > 0);
