import { parseDecimal } from '#kernel/contract/index.ts';
import { type Ctx, demand, trusted, withTransaction } from '#kernel/server/ctx.ts';
import { act, create } from '#kernel/server/write.ts';
import { receipt, stockErrors, transfer, type WorkPosting, type WorkSpot } from '../../contract/index.ts';
import { isOwnToday } from '../ledger/decisions.ts';
import { loadsOf } from '../location/place-load.ts';
import { lotByNumber } from '../lot/lot-by-number.ts';
import { whatIs } from './scan.ts';
import { sourceAt, targetAt } from './spots.ts';

/** Goods in the hand of whoever stands at the shelf. */
export interface HandGoods {
  product: number;
  /** Number of the lot, or serial numbers and ranges of them. */
  lots: string | null;
  /** Decimal; absent: as many as there are serial numbers. */
  quantity?: string | undefined;
}
export interface WorkReceipt extends HandGoods {
  to: WorkSpot;
  expiresOn: string | null;
  supplierName: string | null;
  supplierReference: string | null;
}
export interface WorkTransfer extends HandGoods {
  from: WorkSpot;
  to: WorkSpot;
}

const amountOf = ({ quantity }: HandGoods) => (quantity === undefined ? null : parseDecimal(quantity, 'quantity'));

/** A receipt of one article, made and posted at once (PRD-WHS-07): it is refused as a whole or in stock. */
export const receiveGoods = (ctx: Ctx, body: WorkReceipt): Promise<WorkPosting> =>
  withTransaction(ctx, async (tx) => {
    const { product, lots, expiresOn, supplierName, supplierReference } = body;
    const quantity = amountOf(body);
    const to = await targetAt(tx, await spotNamed(tx, body.to), product);
    const [draft] = await create(tx, receipt, [
      {
        location: to.location,
        supplierName,
        supplierReference,
        lines: [{ product, lots, ...(quantity !== null && { quantity }), expiresOn, compartment: to.compartment }],
      },
    ]);
    const posted = await act(tx, receipt, 'post', draft?.id ?? 0);
    return answer(tx, receipt.name, posted, to.location);
  });

/** A transfer of one article, made and posted at once (PRD-WHS-02). */
export const moveGoods = (ctx: Ctx, body: WorkTransfer): Promise<WorkPosting> =>
  withTransaction(ctx, async (tx) => {
    const { product, lots } = body;
    const quantity = amountOf(body);
    const wanted = {
      product,
      lot: lots === null ? null : await lotByNumber(tx, product, lots),
      quantity: quantity ?? 0,
    };
    const from = await sourceAt(tx, await spotNamed(tx, body.from), wanted);
    const to = await targetAt(tx, await spotNamed(tx, body.to), product);
    const [draft] = await create(tx, transfer, [
      {
        from: from.location,
        to: to.location,
        lines: [
          {
            product,
            lots,
            ...(quantity !== null && { quantity }),
            fromCompartment: from.compartment,
            toCompartment: to.compartment,
          },
        ],
      },
    ]);
    const posted = await act(tx, transfer, 'post', draft?.id ?? 0);
    return answer(tx, transfer.name, posted, to.location);
  });

/** A place that was scanned without a network is looked up now. @throws AppError 422 `stock.placeUnknown` */
async function spotNamed(ctx: Ctx, spot: WorkSpot): Promise<WorkSpot> {
  if (spot.code === undefined) return spot;
  const place = (await whatIs(ctx, spot.code, null)).items.find((item) => item.kind === 'place');
  if (!place) throw stockErrors.placeUnknown({ code: spot.code });
  if (place.compartment) return { compartment: place.compartment.id };
  return place.box ? { box: place.box.id } : { location: place.location.id };
}

const reverse = {
  'stock.receipt': (ctx: Ctx, id: number, reason: string) => act(ctx, receipt, 'reverse', id, { reason }),
  'stock.transfer': (ctx: Ctx, id: number, reason: string) => act(ctx, transfer, 'reverse', id, { reason }),
} as const;
export const undoable = ['stock.receipt', 'stock.transfer'] as const;

/**
 * Takes the last scan back: what somebody has posted himself today he may take back himself; whatever else needs the
 * right to reverse the document.
 */
export async function takeBackWork(
  ctx: Ctx,
  { resource, id }: { resource: (typeof undoable)[number]; id: number },
): Promise<WorkPosting> {
  demand(ctx, `${resource}:post`);
  if (!(await isOwnToday(ctx, { resource, id }))) demand(ctx, `${resource}:reverse`);
  const reason = ctx.app.texts.say(ctx.language, 'stock.work.undone');
  const { number } = await reverse[resource](trusted(ctx), id, reason);
  return { resource, id, number, warnings: [] };
}

/** Says what is doubtful about the place, as the box's own move does. */
async function answer(
  ctx: Ctx,
  resource: string,
  { id, number }: { id: number; number: string | null },
  location: number,
): Promise<WorkPosting> {
  const warnings: string[] = [];
  for (const { code, weight, maxWeight } of (await loadsOf(ctx, [location])).values())
    if (maxWeight !== null && weight > maxWeight)
      warnings.push(
        ctx.app.texts.say(ctx.language, 'warning.stock.placeTooHeavy', {
          location: code,
          weight: weight / 1000,
          maxWeight: maxWeight / 1000,
        }),
      );
  return { resource, id, number, warnings };
}
