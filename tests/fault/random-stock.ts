import fc from 'fast-check';
import { valueMovements } from '#modules/valuation/server/index.ts';
import type { RandomWork, Weights } from './random-runs.ts';
import { stockActs } from './stock-acts.ts';
import type { StockHouse } from './stock-house.ts';
import { brokenInvariants } from './trading-house.ts';

/** All that is done in a warehouse. */
const everything = {
  receive: 8,
  order: 8,
  allocate: 4,
  assign: 7,
  release: 3,
  reassign: 3,
  pick: 5,
  undoPick: 6,
  pack: 6,
  deliver: 4,
  cancel: 4,
  count: 3,
  adjust: 5,
  transfer: 4,
  ship: 5,
  arrive: 5,
  moveBox: 4,
  fillBox: 4,
  emptyBox: 5,
  issue: 3,
  convert: 4,
  reverse: 6,
  value: 2,
};
export type Kind = keyof typeof everything;

export interface Work {
  kind: Kind;
  pick: number;
  other: number;
  pieces: number;
  /** One of several ways of doing it. */
  way: number;
}

const someWork = (kind: fc.Arbitrary<Kind>): fc.Arbitrary<Work> =>
  fc.record({
    kind,
    pick: fc.nat(),
    other: fc.nat(),
    pieces: fc.integer({ min: 1, max: 4 }),
    way: fc.nat({ max: 3 }),
  });

const expected = new Set([
  'kernel.illegalTransition',
  'kernel.notFound',
  'stock.insufficientStock',
  'stock.moreThanReserved',
  'stock.goodsArePicked',
  'stock.moreThanAsked',
  'stock.moreThanShipped',
  'stock.demandCovered',
  'stock.demandOfOtherProduct',
  'stock.demandOfSameLine',
  'stock.serialInHouse',
  'stock.compartmentElsewhere',
  'stock.compartmentOfOtherBox',
  'stock.compartmentHoldsOther',
  'stock.locationFrozen',
  'stock.sameLocation',
  'stock.transitIsNoEnd',
  'stock.slotsTaken',
  'stock.alreadyReversed',
  'stock.documentHasNoLines',
  'sales.nothingToDeliver',
  'sales.alreadyDelivered',
  'picking.nothingToPick',
  'picking.orderBeingPicked',
  'picking.moreThanWanted',
  'picking.listClosed',
  'picking.goodsGone',
  'picking.nothingPicked',
  'picking.nothingToPack',
  'picking.orderIsPicked',
  'stocktake.alreadyCounting',
  'stocktake.alreadyCounted',
  'stocktake.nothingToCount',
  'stocktake.nothingCounted',
  'stocktake.placeTaken',
  'stocktake.adjustedMeanwhile',
  'stocktake.movedMeanwhile',
]);

/**
 * People of a warehouse receive, reserve, allocate, pick, count, move boxes, transfer, cancel and reverse, all of the
 * same goods; `weights` where they do only some of it. In the end every invariant has to hold.
 */
export const randomStock = (stock: StockHouse, weights: Weights<Kind> = everything): RandomWork<Kind, Work> => ({
  weights,
  work: someWork,
  acts: stockActs(stock),
  expected,
  look: async () => {
    await valueMovements(stock.house.t.ctx);
    return brokenInvariants(stock.house);
  },
});
