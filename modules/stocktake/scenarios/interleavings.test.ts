import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '#modules/org/server/index.ts';
import { type House, openHouse } from './counting.ts';

/** Instants that the clock shows next, one for each look at it; then it goes on as clocks do. */
let instants: number[] = [];
let house: House;
beforeAll(async () => {
  house = await openHouse({ clock: () => instants.shift() ?? Date.now() });
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

it('what has moved in the millisecond of the counting has moved before it', async () => {
  const product = await house.product('BLINK');
  const shelf = await house.place('BLINK-SHELF');
  const shop = await house.place('BLINK-SHOP');
  await house.stock(product, '100', { to: shelf });
  const count = await house.started({ kind: 'zone', location: shelf });
  const place = await house.placeAt(count, shelf);
  const differences: string[] = [];
  for (let looks = 0; looks < 20; looks++) {
    const blink = Date.now();
    instants = Array(60).fill(blink);
    await house.post('transfer', [{ product, from: shelf, to: shop, quantity: 1_000_000 }]);
    // The millisecond ends while the count is being written down.
    instants = [...Array(looks).fill(blink), ...Array(60).fill(blink + 1)];
    await house.counts(place, { product, quantity: String(99 - looks) });
    instants = [];
    differences.push(...(await house.differences(count)).items.map(({ difference }) => `${looks}: ${difference}`));
  }
  expect(differences).toEqual([]);
});

it('of many who start to count one shelf at once one does, and the others are told who', async () => {
  const shelf = await house.place('WANTED-SHELF');
  await house.stock(await house.product('WANTED'), '10', { to: shelf });
  const drafts = await Promise.all(
    Array.from({ length: 6 }, () => house.send(201, '/stocktake/counts', { kind: 'zone', location: shelf })),
  );
  const answers = await Promise.all(
    drafts.map(({ id }) => house.t.call('POST', `/stocktake/counts/${id}/start`, { as: house.clara, body: {} })),
  );
  const started = answers.filter(({ status }) => status === 200);
  expect(started).toHaveLength(1);
  const told = { code: 'stocktake.alreadyCounting', location: 'WANTED-SHELF', number: started[0]?.body.number };
  expect(
    answers.filter(({ status }) => status !== 200).map(({ body }) => ({ code: body.code, ...(body.params as object) })),
  ).toEqual(Array(5).fill(told));
});

it('goods that are reserved and released while a count takes them off are never promised twice, and the count is posted', async () => {
  const product = await house.product('PROMISED');
  const shelf = await house.place('PROMISED-SHELF');
  await house.stock(product, '40', { to: shelf });
  for (let order = 1; order <= 6; order++) await house.reserve(product, 4, 1000 + order, addDays(house.today, order));
  const count = await house.started({ kind: 'zone', location: shelf });
  const place = await house.placeAt(count, shelf);
  await house.counts(place, { product, quantity: '10' });
  const free = async (order: number) => {
    const query = house.ctx.db.selectFrom('stock_reservation').select('id').where('source_id', '=', order);
    const { id } = await query.executeTakeFirstOrThrow();
    await house.t.call('POST', `/stock/reservations/${id}/release`, { as: house.clara, body: { quantity: '1' } });
  };
  const some = Array.from({ length: 8 }, (_, n) => house.reserve(product, 2, 2000 + n, addDays(house.today, 20 + n)));
  const [posted] = await Promise.all([
    house.t.call('POST', `/stocktake/counts/${count.id}/post`, { as: house.clara, body: { partly: true } }),
    free(1001),
    free(1002),
    ...some.map((one) => one.catch(({ code }) => expect(code).toBe('stock.insufficientStock'))),
  ]);
  expect(posted.status, JSON.stringify(posted.body)).toBe(200);
  const sum = async (table: string) => {
    const query = house.ctx.db.selectFrom(table).select('quantity').where('product', '=', product);
    return (await query.execute()).reduce((total, { quantity }) => total + Number(quantity) / 1e6, 0);
  };
  const reserved = await sum('stock_reservation');
  expect(reserved).toBeLessThanOrEqual(10);
  expect(await house.balances(product)).toEqual({ [`${shelf}/0/0`]: `10 (${reserved})` });
});
