import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse } from './counting.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

type Step =
  | { do: 'move'; quantity: number; out: boolean }
  | { do: 'count'; by: 'anna' | 'ben'; lost: number }
  | { do: 'finish' }
  | { do: 'recount' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      quantity: fc.integer({ min: 1, max: 5 }),
      out: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('count' as const),
      by: fc.constantFrom('anna' as const, 'ben' as const),
      lost: fc.integer({ min: -3, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'finish' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'recount' as const }) },
);

let runs = 0;

/** Books and shelf of one product; the shelf differs from the books by what was lost before anybody looked. */
async function play(lost: number, steps: readonly Step[]): Promise<void> {
  runs += 1;
  const product = await house.product(`P-${runs}`);
  const shelf = await house.place(`SHELF-${runs}`);
  const shop = await house.place(`SHOP-${runs}`);
  await house.stock(product, '50', { to: shelf });
  await house.stock(product, '50', { to: shop });
  let onShelf = 50 - lost;
  const count = await house.started({ kind: 'zone', location: shelf });
  const place = await house.placeAt(count, shelf);
  const t = house.t;
  for (const one of steps) {
    if (one.do === 'move') {
      const [from, to] = one.out ? [shelf, shop] : [shop, shelf];
      if (one.out && onShelf < one.quantity) continue;
      await house.post('transfer', [{ product, from, to, quantity: one.quantity * 1_000_000 }]);
      onShelf += one.out ? -one.quantity : one.quantity;
    } else if (one.do === 'count') {
      const body = { product, quantity: String(onShelf) };
      await t.call('POST', `/stocktake/places/${place.id}/count`, { as: house[one.by], body });
    } else if (one.do === 'finish')
      await t.call('POST', `/stocktake/places/${place.id}/finish`, { as: house.anna, body: {} });
    else await t.call('POST', `/stocktake/counts/${count.id}/recount`, { as: house.clara, body: {} });
  }
  const posted = await t.call('POST', `/stocktake/counts/${count.id}/post`, {
    as: house.clara,
    body: { partly: true },
  });
  const query = house.ctx.db.selectFrom('stocktake_position').select('state').where('place', '=', place.id);
  const { state } = await query.executeTakeFirstOrThrow();
  const isCounted = state === 'counted' || state === 'recounted';
  const balances = await house.balances(product);
  const books = Number((balances[`${shelf}/0/0`] ?? '0').split(' ')[0]);
  if (isCounted) expect(posted.status, JSON.stringify(posted.body)).toBe(200);
  // What was counted, whenever, is what lies there now; what was not, is as wrong as before.
  expect(books).toBe(isCounted ? onShelf : onShelf + lost);
  if (posted.status !== 200) await house.send(200, `/stocktake/counts/${count.id}/cancel`);
}

it('whatever moves between counting and posting, the books end as the shelf is', async () => {
  const lost = fc.integer({ min: -5, max: 5 });
  const steps = fc.array(step, { minLength: 2, maxLength: 10 });
  await fc.assert(fc.asyncProperty(lost, steps, play), { numRuns: 25 });
}, 240_000);

it('counting and moving at the same time: the books end as the shelf is', async () => {
  const product = await house.product('BUSY');
  const shelf = await house.place('BUSY-SHELF');
  const shop = await house.place('BUSY-SHOP');
  await house.stock(product, '100', { to: shelf });
  const count = await house.started({ kind: 'zone', location: shelf });
  const place = await house.placeAt(count, shelf);
  const take = () => house.post('transfer', [{ product, from: shelf, to: shop, quantity: 1_000_000 }]);
  await Promise.all(Array.from({ length: 10 }, take));
  // Seven of the ninety have got lost.
  await house.counts(place, { product, quantity: '83' });
  const post = house.send(200, `/stocktake/counts/${count.id}/post`, { partly: true });
  await Promise.all([...Array.from({ length: 10 }, take), post]);
  expect(await house.balances(product)).toEqual({ [`${shelf}/0/0`]: '73 (0)', [`${shop}/0/0`]: '20 (0)' });
});

it('of many who count the same bin at once one does, and a count never slips past the posting', async () => {
  const product = await house.product('BIN');
  const shelf = await house.place('BIN-SHELF');
  await house.stock(product, '10', { to: shelf });
  const count = await house.started({ kind: 'zone', location: shelf });
  const place = await house.placeAt(count, shelf);
  const call = (url: string, as: string, body: object) => house.t.call('POST', url, { as, body });
  const goods = (quantity: number) => ({ product, quantity: String(quantity) });
  const first = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      call(`/stocktake/places/${place.id}/count`, n % 2 === 0 ? house.anna : house.ben, goods(9)),
    ),
  );
  expect(first.filter(({ status }) => status === 200)).toHaveLength(6);
  expect(new Set(first.filter(({ status }) => status !== 200).map(({ body }) => body.code))).toEqual(
    new Set(['stocktake.placeTaken']),
  );
  const owner = first[0]?.status === 200 ? house.anna : house.ben;
  const last = await Promise.all([
    ...Array.from({ length: 6 }, (_, n) => call(`/stocktake/places/${place.id}/count`, owner, goods(n))),
    call(`/stocktake/counts/${count.id}/post`, house.clara, { partly: true }),
  ]);
  expect(last.at(-1)?.status).toBe(200);
  const position = await house.ctx.db
    .selectFrom('stocktake_position')
    .select('counted')
    .where('place', '=', place.id)
    .executeTakeFirst();
  expect(await house.balances(product)).toEqual(
    Number(position?.counted) === 0 ? {} : { [`${shelf}/0/0`]: `${Number(position?.counted) / 1e6} (0)` },
  );
});
