import { untilEnough } from './run-length.ts';
import { type Answer, atOnce, brokenInvariants, type TradingHouse, tally } from './trading-house.ts';

const millions = '1000000';
const turned = <T>(list: readonly T[], by: number): T[] => {
  const start = by % list.length;
  const moved = [...list.slice(start), ...list.slice(0, start)];
  return by % 2 === 0 ? moved : moved.reverse();
};

/**
 * Workers post receipts, transfers there and back, issues and conversions of the same goods for so long, the lines of
 * each in another order. Gives what is wrong: no client may hear of a deadlock or a lock that was waited for.
 */
export async function crossedPapers(
  house: TradingHouse,
  { workers, milliseconds }: { workers: number; milliseconds: number },
): Promise<{ wrong: string[]; papers: number }> {
  const [warehouse, main] = await house.query(
    "SELECT warehouse AS id FROM stock_location WHERE is_default = 1 AND purpose = 'sale' UNION ALL SELECT id FROM stock_location WHERE is_default = 1 AND purpose = 'sale'",
  );
  const shelf = (await house.post('/stock/locations', { code: 'CROSS', warehouse: warehouse?.id })).id;
  const goods: { product: number; quantity: string; lots?: string }[] = [];
  for (let n = 0; n < 4; n++) goods.push({ product: await house.product(0), quantity: '1' });
  for (let n = 0; n < 2; n++) {
    const { id } = await house.post('/catalog/variants', { sku: `LOT-${n}`, name: { de: 'x' }, tracking: 'lot' });
    goods.push({ product: id, quantity: '1', lots: 'FIRST' });
  }
  const receive = async (location: number, lines: typeof goods) => {
    const many = lines.map((line) => ({ ...line, quantity: millions }));
    const { id } = await house.post('/stock/receipts', { location, lines: many });
    await house.post(`/stock/receipts/${id}/post`);
  };
  // What lies here first lies there last: products and balances are in crossed order too.
  await receive(Number(main?.id), goods);
  await receive(shelf, [...goods].reverse());
  const drafts = (n: number): [path: string, draft: object] => {
    const lines = turned(goods, n);
    const way = n % 2 === 0 ? { from: main?.id, to: shelf } : { from: shelf, to: main?.id };
    // New lots come in at once with known ones, some of them with the same number from two sides.
    const fresh = lines.map((line) => (line.lots ? { ...line, lots: `NEW-${n >> 3}` } : line));
    const kinds: [string, object][] = [
      ['receipts', { location: n % 2 === 0 ? shelf : main?.id, lines: fresh }],
      ['transfers', { ...way, lines }],
      ['issues', { kind: 'ownUse', lines }],
      ['conversions', { inputs: lines.slice(0, 3), outputs: lines.slice(3) }],
    ];
    return kinds[(n >> 1) % kinds.length] ?? ['', {}];
  };
  const answers: Answer[] = [];
  const goesOn = untilEnough(milliseconds);
  await atOnce(workers, async (worker) => {
    for (let n = worker; goesOn(answers.length / 2); n += 3) {
      const [path, draft] = drafts(n);
      const made = await house.send(`/stock/${path}`, draft);
      answers.push(made, await house.send(`/stock/${path}/${made.body.id}/post`));
    }
  });
  const refused = answers.filter(({ status }) => status >= 300);
  return {
    papers: answers.length / 2,
    wrong: [...(refused.length > 0 ? [JSON.stringify(tally(refused))] : []), ...(await brokenInvariants(house))],
  };
}
