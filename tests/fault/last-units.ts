import { atOnce, brokenInvariants, type TradingHouse, tally } from './trading-house.ts';

/**
 * `clients` orders of one piece each are confirmed at once where only `units` are left, `rounds` times over.
 * Gives what is wrong: exactly so many may win, the others have to hear why.
 */
export async function lastUnits(
  house: TradingHouse,
  { clients, units, rounds }: { clients: number; units: number; rounds: number },
): Promise<string[]> {
  const wrong: string[] = [];
  const product = await house.product(0);
  const line = { product, quantity: '1' };
  let drafts: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    await house.receive([{ product, quantity: String(units) }]);
    const fresh = await atOnce(clients - drafts.length, () => house.order([line]));
    drafts.push(...fresh.map(({ id }) => id));
    const answers = await atOnce(clients, (index) => house.send(`/sales/orders/${drafts[index]}/confirm`));
    const counts = tally(answers);
    const { 200: won = 0, '409 stock.insufficientStock': lost = 0 } = counts;
    if (won !== units || lost !== clients - units) wrong.push(`round ${round}: ${JSON.stringify(counts)}`);
    drafts = drafts.filter((_, index) => answers[index]?.status !== 200);
  }
  return [...wrong, ...(await brokenInvariants(house))];
}
