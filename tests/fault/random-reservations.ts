import fc from 'fast-check';
import { addDays, businessDate } from '#modules/org/server/index.ts';
import { type Answer, atOnce, brokenInvariants, type TradingHouse } from './trading-house.ts';

const weights = {
  order: 8,
  deliver: 4,
  cancel: 1,
  receive: 4,
  allocate: 3,
  allocateAll: 2,
  assign: 3,
  release: 4,
  reassign: 6,
} as const;
type Kind = keyof typeof weights;

interface Work {
  kind: Kind;
  pick: number;
  other: number;
  product: number;
  pieces: number;
  /** By when, in days. */
  due: number;
}

/** Refusals that belong to the work: somebody else was there before, or it was never possible. */
const expected = new Set([
  'kernel.illegalTransition',
  'kernel.notFound',
  'stock.insufficientStock',
  'stock.moreThanReserved',
  'stock.moreThanAsked',
  'stock.demandCovered',
  'stock.demandOfOtherProduct',
  'stock.demandOfSameLine',
  'sales.nothingToDeliver',
  'sales.alreadyDelivered',
]);

const someWork = (products: number): fc.Arbitrary<Work> =>
  fc.record({
    kind: fc.oneof(
      ...Object.entries(weights).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Kind) })),
    ),
    pick: fc.nat(),
    other: fc.nat(),
    product: fc.nat({ max: products - 1 }),
    pieces: fc.integer({ min: 1, max: 4 }),
    due: fc.nat({ max: 9 }),
  });

export interface Outcome {
  wrong: string[];
  done: Partial<Record<Kind, number>>;
}

/**
 * Workers order more than there is, give it to each other, take it away, deliver and cancel, all at once. In the end
 * nothing may be reserved that is not there, and no line forgotten or served twice.
 */
export async function randomReservations(
  house: TradingHouse,
  { seed, pieces, workers }: { seed: number; pieces: number; workers: number },
): Promise<Outcome> {
  const products = await atOnce(3, () => house.product(8));
  const list = fc.sample(someWork(products.length), { seed, numRuns: pieces });
  const outcome: Outcome = { wrong: [], done: {} };
  const acts = actsOf(house, products);
  await atOnce(workers, async () => {
    for (let work = list.shift(); work; work = list.shift()) {
      const answer = await acts[work.kind](work);
      if (!answer) continue;
      const { status, body } = answer;
      if (status < 300) outcome.done[work.kind] = (outcome.done[work.kind] ?? 0) + 1;
      else if (!expected.has(String(body.code))) outcome.wrong.push(`${work.kind}: ${status} ${JSON.stringify(body)}`);
    }
  });
  return { ...outcome, wrong: [...outcome.wrong, ...(await brokenInvariants(house))] };
}

function actsOf(
  house: TradingHouse,
  products: readonly number[],
): Record<Kind, (work: Work) => Promise<Answer | null>> {
  const orders: number[] = [];
  const line = ({ product, pieces }: Work) => ({ product: products[product] ?? 0, quantity: String(pieces) });
  const recent = ({ pick }: Work) => orders.at(-1 - (pick % Math.max(1, Math.min(orders.length, 6)))) ?? 0;
  /** One of the rows of a table, or null where there is none. */
  const one = async (sql: string, pick: number) => {
    const rows = await house.query(sql);
    return rows.length === 0 ? null : (rows[pick % rows.length] ?? null);
  };
  const demand = (pick: number) => one("SELECT id, product FROM stock_demand WHERE state = 'open'", pick);
  const held = (pick: number, where = '') => one(`SELECT id, product FROM stock_reservation ${where}`, pick);
  const quantity = ({ pieces }: Work) => String(pieces);
  return {
    order: async (work) => {
      const requestedOn = addDays(businessDate(house.t.app.clock()), work.due);
      const { id } = await house.order([line(work)], { requestedOn });
      const answer = await house.send(`/sales/orders/${id}/confirm`, { backorder: true });
      if (answer.status < 300) orders.push(id);
      return answer;
    },
    deliver: (work) => house.send(`/sales/orders/${recent(work)}/deliver`),
    cancel: (work) => house.send(`/sales/orders/${recent(work)}/cancel`, { reason: 'changed his mind' }),
    receive: async (work) => {
      const { body } = await house.send('/stock/receipts', { lines: [line(work)] });
      return house.send(`/stock/receipts/${body.id}/post`);
    },
    allocate: async ({ pick }) => {
      const asked = await demand(pick);
      return asked && house.send(`/stock/demands/${asked.id}/allocate`);
    },
    allocateAll: () => house.send('/stock/allocations'),
    assign: async (work) => {
      const asked = await demand(work.pick);
      const place = await one('SELECT location FROM stock_balance WHERE on_hand > reserved', work.other);
      if (!asked || !place) return null;
      return house.send(`/stock/demands/${asked.id}/assign`, { location: place.location, quantity: quantity(work) });
    },
    release: async (work) => {
      const row = await held(work.pick);
      return (
        row && house.send(`/stock/reservations/${row.id}/release`, work.due > 5 ? {} : { quantity: quantity(work) })
      );
    },
    reassign: async (work) => {
      const asked = await demand(work.pick);
      const row = asked && (await held(work.other, `WHERE product = ${asked.product}`));
      return row && house.send(`/stock/reservations/${row.id}/reassign`, { demand: asked.id });
    },
  };
}
