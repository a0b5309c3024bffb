import fc from 'fast-check';
import type { RandomWork } from './random-runs.ts';
import { type Answer, atOnce, brokenInvariants, type TradingHouse } from './trading-house.ts';

const weights = { order: 5, confirm: 8, deliver: 8, cancel: 1, receive: 3, invoice: 8, post: 8, pay: 5 };
type Kind = keyof typeof weights;

interface Work {
  kind: Kind;
  /** Which order or invoice, of those there are by then. */
  pick: number;
  /** Products (by place in the list) and pieces of an order or receipt; a product may come twice. */
  lines: { product: number; pieces: number }[];
}

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

/** From order to payment, of few products: whatever people do to each other's orders and invoices, the books are right. */
export async function randomWork(house: TradingHouse): Promise<RandomWork<Kind, Work>> {
  const products = await atOnce(4, () => house.product(12));
  return {
    weights,
    work: (kind) => {
      const line = fc.record({ product: fc.nat({ max: products.length - 1 }), pieces: fc.integer({ min: 1, max: 3 }) });
      return fc.record({ kind, pick: fc.nat(), lines: fc.array(line, { minLength: 1, maxLength: 3 }) });
    },
    acts: actsOf(house, products),
    expected,
    look: () => brokenInvariants(house),
  };
}

function actsOf(house: TradingHouse, products: readonly number[]): RandomWork<Kind, Work>['acts'] {
  const orders: number[] = [];
  const invoices: number[] = [];
  const asLines = ({ lines }: Work) =>
    lines.map(({ product, pieces }) => ({ product: products[product] ?? 0, quantity: String(pieces) }));
  const make = async (ids: number[], url: string, draft: object): Promise<Answer[]> => {
    const answer = await house.send(url, draft);
    if (answer.status === 201) ids.push(Number(answer.body.id));
    return [answer];
  };
  // Mostly what is new: work on it goes on, and others are at it too.
  const on = async (
    ids: readonly number[],
    pick: number,
    act: (id: number) => Promise<Answer[]>,
  ): Promise<Answer[]> => {
    const id = ids.at(-1 - (pick % Math.max(1, Math.min(ids.length, 6))));
    return id === undefined ? [] : act(id);
  };
  const onOrder =
    (verb: string, body?: object) =>
    ({ pick }: Work) =>
      on(orders, pick, async (id) => [await house.send(`/sales/orders/${id}/${verb}`, body)]);
  const onInvoice =
    (verb: string, body?: object) =>
    ({ pick }: Work) =>
      on(invoices, pick, async (id) => [await house.send(`/invoicing/invoices/${id}/${verb}`, body)]);
  return {
    order: (work) => make(orders, '/sales/orders', { customer: house.dealer, lines: asLines(work) }),
    confirm: onOrder('confirm'),
    deliver: onOrder('deliver'),
    cancel: onOrder('cancel', { reason: 'changed his mind' }),
    receive: async (work) => {
      const { body } = await house.send('/stock/receipts', { lines: asLines(work) });
      return [await house.send(`/stock/receipts/${body.id}/post`)];
    },
    invoice: ({ pick }) => on(orders, pick, (order) => make(invoices, '/invoicing/invoices', { order })),
    post: onInvoice('post'),
    pay: onInvoice('recordPayment', { amount: '21.18' }),
  };
}
