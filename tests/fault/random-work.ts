import fc from 'fast-check';
import { type Answer, atOnce, brokenInvariants, type TradingHouse } from './trading-house.ts';

/** How often each piece of work is drawn, compared to the others. */
const weights = { order: 5, confirm: 8, deliver: 8, cancel: 1, receive: 3, invoice: 8, post: 8, pay: 5 } as const;
type Kind = keyof typeof weights;

interface Work {
  kind: Kind;
  /** Which order or invoice, of those there are by then. */
  pick: number;
  /** Products (by place in the list) and pieces of an order or receipt; a product may come twice. */
  lines: { product: number; pieces: number }[];
}

/** Refusals that belong to the work: somebody else was there before. */
const expected = new Set([
  'kernel.illegalTransition',
  'stock.insufficientStock',
  'sales.nothingToDeliver',
  'sales.alreadyDelivered',
  'invoicing.orderNotConfirmed',
  'invoicing.nothingToInvoice',
  'invoicing.alreadyInvoiced',
  'invoicing.paymentExceedsOpenAmount',
]);

const someWork = (products: number): fc.Arbitrary<Work> =>
  fc.record({
    kind: fc.oneof(
      ...Object.entries(weights).map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind as Kind) })),
    ),
    pick: fc.nat(),
    lines: fc.array(fc.record({ product: fc.nat({ max: products - 1 }), pieces: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  });

export interface Outcome {
  wrong: string[];
  /** How often each piece of work succeeded. */
  done: Partial<Record<Kind, number>>;
}

/**
 * Workers take pieces of work from one list, drawn by `seed`, each as it comes: whatever they do to each other's orders
 * and invoices, the books have to be right in the end.
 */
export async function randomWork(
  house: TradingHouse,
  { seed, pieces, workers }: { seed: number; pieces: number; workers: number },
): Promise<Outcome> {
  const products = await atOnce(4, () => house.product(12));
  const list = fc.sample(someWork(products.length), { seed, numRuns: pieces });
  const orders: number[] = [];
  const invoices: number[] = [];
  const outcome: Outcome = { wrong: [], done: {} };
  // Mostly what is new: work on it goes on, and others are at it too.
  const one = (ids: readonly number[], pick: number) => ids.at(-1 - (pick % Math.min(ids.length, 6))) ?? 0;
  const acts: Record<Kind, (work: Work) => Promise<Answer>> = {
    order: ({ lines }) => house.send('/sales/orders', { customer: house.dealer, lines: asLines(products, lines) }),
    confirm: ({ pick }) => house.send(`/sales/orders/${one(orders, pick)}/confirm`),
    deliver: ({ pick }) => house.send(`/sales/orders/${one(orders, pick)}/deliver`),
    cancel: ({ pick }) => house.send(`/sales/orders/${one(orders, pick)}/cancel`, { reason: 'changed his mind' }),
    receive: async ({ lines }) => {
      const { body } = await house.send('/stock/receipts', { lines: asLines(products, lines) });
      return house.send(`/stock/receipts/${body.id}/post`);
    },
    invoice: ({ pick }) => house.send('/invoicing/invoices', { order: one(orders, pick) }),
    post: ({ pick }) => house.send(`/invoicing/invoices/${one(invoices, pick)}/post`),
    pay: ({ pick }) => house.send(`/invoicing/invoices/${one(invoices, pick)}/recordPayment`, { amount: '21.18' }),
  };
  const isPossible = ({ kind }: Work) =>
    kind === 'order' || kind === 'receive' || (kind === 'post' || kind === 'pay' ? invoices : orders).length > 0;
  await atOnce(workers, async () => {
    for (let work = list.shift(); work; work = list.shift()) {
      if (!isPossible(work)) continue;
      const { status, body } = await acts[work.kind](work);
      if (status < 300) outcome.done[work.kind] = (outcome.done[work.kind] ?? 0) + 1;
      else if (!expected.has(String(body.code))) outcome.wrong.push(`${work.kind}: ${JSON.stringify(body)}`);
      if (status === 201 && work.kind === 'order') orders.push(Number(body.id));
      if (status === 201 && work.kind === 'invoice') invoices.push(Number(body.id));
    }
  });
  outcome.wrong.push(...(await brokenInvariants(house)));
  return outcome;
}

const asLines = (products: readonly number[], lines: Work['lines']) =>
  lines.map(({ product, pieces }) => ({ product: products[product] ?? 0, quantity: String(pieces) }));
