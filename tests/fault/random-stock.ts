import fc from 'fast-check';
import { valueMovements } from '#modules/valuation/server/index.ts';
import { stockActs } from './stock-acts.ts';
import type { StockHouse } from './stock-house.ts';
import { type Answer, atOnce, brokenInvariants } from './trading-house.ts';

/** How often each piece of work is drawn, compared to the others. */
const weights = {
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
} as const;
export type Kind = keyof typeof weights;
export const kinds = Object.keys(weights) as Kind[];

export interface Work {
  kind: Kind;
  pick: number;
  other: number;
  pieces: number;
  /** One of several ways of doing it. */
  way: number;
}

/** Refusals that belong to the work: somebody else was there before, or it was never possible. */
const expected = new Set([
  'kernel.illegalTransition',
  'kernel.notFound',
  'stock.insufficientStock',
  'stock.moreThanReserved',
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

const someWork: fc.Arbitrary<Work> = fc.record({
  kind: fc.oneof(...kinds.map((kind) => ({ weight: weights[kind], arbitrary: fc.constant(kind) }))),
  pick: fc.nat(),
  other: fc.nat(),
  pieces: fc.integer({ min: 1, max: 4 }),
  way: fc.nat({ max: 3 }),
});

/** A mistake in what was entered is said at its fields. */
const codesOf = ({ body }: Answer): string[] =>
  body.code === 'kernel.invalidInput'
    ? (body.fields as { code: string }[]).map(({ code }) => code)
    : [String(body.code)];
/** Two begin to count one shelf at the same instant: the database lets one. */
const isSecondCount = ({ body }: Answer) =>
  body.code === 'kernel.duplicate' && (body.fields as { path: string }[])?.[0]?.path === 'running';
const isWrong = (answer: Answer) =>
  answer.status >= 300 && !isSecondCount(answer) && !codesOf(answer).every((code) => expected.has(code));

export interface Outcome {
  wrong: string[];
  /** How often each piece of work succeeded. */
  done: Partial<Record<Kind, number>>;
}

/**
 * Workers receive, reserve, allocate, pick, count, move boxes, transfer, cancel and reverse, each as it comes, all at
 * once and of the same goods. In the end every invariant has to hold.
 */
export async function randomStock(
  stock: StockHouse,
  { seed, pieces, workers }: { seed: number; pieces: number; workers: number },
): Promise<Outcome> {
  const list = fc.sample(someWork, { seed, numRuns: pieces });
  const outcome: Outcome = { wrong: [], done: {} };
  const acts = stockActs(stock);
  await atOnce(workers, async () => {
    for (let work = list.shift(); work; work = list.shift()) {
      const { kind } = work;
      const answers = await acts[kind](work);
      for (const answer of answers.filter(isWrong))
        outcome.wrong.push(`${kind}: ${answer.status} ${JSON.stringify(answer.body)}`);
      const last = answers.at(-1);
      if (last && last.status < 300) outcome.done[kind] = (outcome.done[kind] ?? 0) + 1;
    }
  });
  await valueMovements(stock.house.t.ctx);
  return { ...outcome, wrong: [...outcome.wrong, ...(await brokenInvariants(stock.house))] };
}
