import { untilEnough } from './run-length.ts';
import { type Answer, atOnce, brokenInvariants, type TradingHouse, tally } from './trading-house.ts';

/**
 * Workers confirm, deliver and cancel orders of the same two products, half of them A before B, half B before A.
 * Gives what is wrong: no client may hear of a deadlock or a lock that was waited for.
 */
export async function crossedOrders(
  house: TradingHouse,
  { workers, milliseconds }: { workers: number; milliseconds: number },
): Promise<{ wrong: string[]; orders: number }> {
  await house.stockUp(1000);
  const [a, b] = [await house.product(0), await house.product(1_000_000)];
  // What was stocked later has the later balance: products and balances are in crossed order too.
  await house.receive([{ product: a, quantity: '1000000' }]);
  const answers: Answer[] = [];
  const goesOn = untilEnough(milliseconds);
  let orders = 0;
  const send = async (url: string, body?: unknown) => {
    const answer = await house.send(url, body);
    answers.push(answer);
    return answer;
  };
  await atOnce(workers, async (worker) => {
    for (let n = worker; goesOn(orders); n++) {
      const products = n % 2 === 0 ? [a, b] : [b, a];
      const lines = products.map((product) => ({ product, quantity: '1' }));
      const { body } = await send('/sales/orders', { customer: house.dealer, lines });
      orders++;
      await send(`/sales/orders/${body.id}/confirm`);
      if (n % 3 === 0) await send(`/sales/orders/${body.id}/cancel`, { reason: 'changed his mind' });
      else await send(`/sales/orders/${body.id}/deliver`);
    }
  });
  const refused = answers.filter(({ status }) => status >= 300);
  return {
    orders,
    wrong: [...(refused.length > 0 ? [JSON.stringify(tally(refused))] : []), ...(await brokenInvariants(house))],
  };
}
