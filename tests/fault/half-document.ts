import { kernelErrors } from '#kernel/contract/index.ts';
import type { TradingHouse } from './trading-house.ts';

const tables = [
  'sales_order',
  'sales_order_lines',
  'stock_balance',
  'stock_reservation',
  'stock_movement',
  'stock_receipt',
  'kernel_audit',
  'kernel_outbox',
  'kernel_search_token',
  'kernel_sequence',
  'kernel_idempotency',
];

async function everything(house: TradingHouse): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of tables) {
    const rows = await house.query(`SELECT * FROM ${table}`);
    found[table] = JSON.stringify(rows.map((row) => JSON.stringify(row)).sort());
  }
  return found;
}

/** Where the confirming of an order fails: at the reservation for its second line, or when all has been written. */
export type FailingPoint = 'second line' | 'end';

const failingEvent: Record<FailingPoint, { name: string; count: number }> = {
  'second line': { name: 'stock.reservation.created', count: 2 },
  end: { name: 'sales.order.confirmed', count: 1 },
};

/** An order of two lines is confirmed and fails. Gives the tables in which something of it has stayed. */
export async function halfDocument(house: TradingHouse, at: FailingPoint): Promise<string[]> {
  const products = [await house.product(10), await house.product(10)];
  const order = await house.order(products.map((product) => ({ product, quantity: '2' })));
  const before = await everything(house);
  const failing = failingEvent[at];
  let happened = 0;
  house.veto.before = ({ name }) => {
    if (name === failing.name && ++happened === failing.count) throw kernelErrors.unavailable();
  };
  const answer = await house.send(`/sales/orders/${order.id}/confirm`, {}, { 'idempotency-key': `half-${order.id}` });
  delete house.veto.before;
  if (happened !== failing.count || answer.status !== 503) return [`it did not fail: ${JSON.stringify(answer)}`];
  const after = await everything(house);
  return tables.filter((table) => after[table] !== before[table]);
}

/**
 * The posting of a goods receipt of two lines fails when all has been written. Gives the tables in which something has
 * stayed, once everything has come to rest.
 */
export async function halfReceipt(
  house: TradingHouse,
  settled: () => Promise<unknown> = async () => undefined,
): Promise<string[]> {
  const lines = [await house.product(10), await house.product(10)].map((product) => ({ product, quantity: '2' }));
  await settled();
  const draft = await house.post('/stock/receipts', { lines });
  const before = await everything(house);
  house.veto.before = ({ name }) => {
    if (name === 'stock.receipt.posted') throw kernelErrors.unavailable();
  };
  const answer = await house.send(`/stock/receipts/${draft.id}/post`);
  delete house.veto.before;
  await settled();
  if (answer.status !== 503) return [`it did not fail: ${JSON.stringify(answer)}`];
  const after = await everything(house);
  return tables.filter((table) => after[table] !== before[table]);
}
