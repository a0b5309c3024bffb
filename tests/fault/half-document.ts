import { kernelErrors } from '#kernel/contract/index.ts';
import type { TradingHouse } from './trading-house.ts';

const tables = [
  'sales_order',
  'sales_order_lines',
  'stock_balance',
  'stock_reservation',
  'stock_movement',
  'kernel_audit',
  'kernel_outbox',
  'kernel_search',
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

/**
 * An order of two lines is confirmed, and the second line's reservation fails, after stock has been reserved for both.
 * Gives the tables in which something of it has stayed.
 */
export async function halfDocument(house: TradingHouse): Promise<string[]> {
  const products = [await house.product(10), await house.product(10)];
  const order = await house.order(products.map((product) => ({ product, quantity: '2' })));
  const before = await everything(house);
  let reservations = 0;
  house.veto.before = ({ name }) => {
    if (name === 'stock.reservation.created' && ++reservations === 2) throw kernelErrors.unavailable();
  };
  const answer = await house.send(`/sales/orders/${order.id}/confirm`, {}, { 'idempotency-key': 'half' });
  delete house.veto.before;
  if (reservations !== 2 || answer.status !== 503)
    return [`the second line did not fail: ${reservations}, ${JSON.stringify(answer)}`];
  const after = await everything(house);
  return tables.filter((table) => after[table] !== before[table]);
}
