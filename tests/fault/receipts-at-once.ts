import { atOnce, type TradingHouse } from './trading-house.ts';

const millionths = 1_000_000;

/**
 * So many receipts of one piece of the same product are posted at once. Gives what is wrong: the balance has to be the
 * sum of its movements, no piece lost, also where nothing but the guarded update keeps clients apart.
 */
export async function receiptsAtOnce(house: TradingHouse, receipts: number): Promise<string[]> {
  const product = await house.product(1);
  const drafts = await atOnce(receipts, () => house.post('/stock/receipts', { lines: [{ product, quantity: '1' }] }));
  await atOnce(receipts, (index) => house.post(`/stock/receipts/${drafts[index]?.id}/post`));
  const [moved] = await house.query(`SELECT SUM(quantity) AS pieces FROM stock_movement WHERE product = ${product}`);
  const [there] = await house.query(
    `SELECT on_hand AS pieces FROM stock_balance WHERE product = ${product} AND allows_negative = 0`,
  );
  const pieces = [moved, there].map((row) => Number(row?.pieces) / millionths);
  return pieces.every((one) => one === receipts + 1)
    ? []
    : [`${receipts + 1} received, ${pieces[0]} moved, ${pieces[1]} there`];
}
