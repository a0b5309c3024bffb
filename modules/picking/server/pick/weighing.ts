import { formatDecimal, type Quantity, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { box, boxType } from '#modules/stock/contract/index.ts';
import { deviation, type pick, pickingErrors, type pickList, weigh } from '../../contract/index.ts';

const micro = 1_000_000;
const rateScale = 10_000;

type Weighed = Pick<Row<typeof pick>, 'method' | 'gross' | 'tare' | 'pieceWeight' | 'deviation' | 'reason'>;
export interface Scale {
  gross?: Quantity | null;
  tare?: Quantity | null;
  reason?: string | null;
  quantity: Quantity;
}

/** Grams of a box as it stands empty: its type's, with the divider. */
export const emptyWeight = (type: { tare: number | null; divider: number | null } | undefined): number | null =>
  type?.tare == null ? null : type.tare + (type.divider ?? 0);

/** Grams of what the goods of a list are gathered in; none: 0. */
export async function tareOf(ctx: Ctx, boxId: number | null): Promise<number | null> {
  if (boxId === null) return null;
  const [found] = await rowsOf(ctx, box, [boxId]);
  const [type] = found?.type ? await rowsOf(ctx, boxType, [found.type]) : [];
  return emptyWeight(type);
}

/**
 * What the scale says about the pieces that are entered.
 * @param tolerance ten-thousandths of a percent.
 * @throws AppError 422 `picking.weightMissing`: nobody knows what a piece weighs; `picking.lighterThanBox`;
 *   `picking.reasonNeeded` where weight and pieces differ by more than the tolerance and nobody says why.
 */
export async function weighed(
  ctx: Ctx,
  scale: Scale,
  list: Row<typeof pickList>,
  product: { sku: string; pieceWeight: Quantity | null } | undefined,
  tolerance: number,
): Promise<Weighed> {
  const reason = scale.reason ?? null;
  if (scale.gross === null || scale.gross === undefined)
    return { method: 'counted', gross: null, tare: null, pieceWeight: null, deviation: null, reason };
  const pieceWeight = product?.pieceWeight ?? null;
  if (pieceWeight === null) throw pickingErrors.weightMissing({ product: product?.sku ?? '' });
  const tare = scale.tare ?? Math.round(((await tareOf(ctx, list.box)) ?? 0) * micro);
  const weighing = weigh(scale.gross / micro, tare / micro, pieceWeight / micro);
  if (!weighing) throw pickingErrors.lighterThanBox({ tare: formatDecimal(tare, 'quantity') });
  const off = Math.round(deviation(weighing.net, scale.quantity / micro, pieceWeight / micro) * rateScale);
  if (off > tolerance && (reason === null || reason.trim().length < 3))
    throw pickingErrors.reasonNeeded({
      pieces: formatDecimal(scale.quantity, 'quantity'),
      proposed: String(weighing.proposed),
    });
  return {
    method: 'weighed',
    gross: scale.gross,
    tare,
    pieceWeight,
    deviation: off,
    reason,
  };
}
