import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '#kernel/contract/index.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { act, create } from '#kernel/server/write.ts';
import { receipt } from '#modules/stock/contract/index.ts';
import { layer } from '../contract/index.ts';
import { euro, type House, openHouse, pieces } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house.close());

type Day = [ago: number, quantity: number, average: number, fifo: number];

/** At the end of each day with entries, the oldest first: how long ago it is, what there was and what it was worth. */
async function daysOf(product: number): Promise<Day[]> {
  const { rows } = await sendStatement(
    house.ctx.db,
    `SELECT date, SUM(quantity) AS q, SUM(average_value) AS a, SUM(fifo_value) AS f FROM valuation_entry
      WHERE product = ? GROUP BY date ORDER BY date`,
    [product],
  );
  const sum = { q: 0, a: 0, f: 0 };
  return rows.map((row) => {
    for (const key of ['q', 'a', 'f'] as const) sum[key] += Number(row[key]);
    const ago = Math.round((Date.parse(house.today) - Date.parse(String(row.date))) / 86_400_000);
    return [ago, sum.q / 1e6, sum.a / 1e4, sum.f / 1e4];
  });
}
const entriesOf = async (product: number) =>
  (
    await house.ctx.db.selectFrom('valuation_entry').selectAll().where('product', '=', product).orderBy('id').execute()
  ).map((row) => [
    row.kind,
    row.date,
    Number(row.average_value) / 1e4,
    Number(row.average_difference) / 1e4,
    Number(row.fifo_value) / 1e4,
    Number(row.fifo_difference) / 1e4,
  ]);

describe('what goods were worth on a day that is past', () => {
  it('is what they were worth that day, when a sale is entered later', async () => {
    const hare = await house.product('HARE');
    await house.receive(hare, '10', '1', 4);
    await house.receive(hare, '10', '9', 0);
    await house.value();
    await house.sell(hare, '10', 2);
    await house.value();
    expect(await daysOf(hare)).toEqual([
      [4, 10, 10, 10],
      [2, 0, 0, 0],
      [0, 10, 90, 90],
    ]);
    expect(await entriesOf(hare)).toHaveLength(3);
    const report = async (ago: number) =>
      (await house.t.call('GET', `/valuation/report?date=${house.day(ago)}`, { as: '1:*' })).body.items;
    expect(await report(2)).toEqual([]);
    expect(await report(1)).toEqual([]);
  });

  it('waits as a difference for the first day that can bear it, and is taken back whole', async () => {
    const deer = await house.product('DEER');
    await house.receive(deer, '10', '1', 4);
    await house.receive(deer, '10', '9', 3);
    await house.sell(deer, '10', 1);
    await house.value();
    // First in, first out, the cheap ones have been counted as sold by now; four days ago there were no others.
    const { adjustment, store } = house.places;
    await house.post(
      'adjustment',
      [{ product: deer, from: store, to: adjustment, quantity: pieces('10') }],
      house.day(4),
    );
    await house.value();
    expect(await daysOf(deer)).toEqual([
      [4, 0, 0, 0],
      [3, 10, 90, 90],
      [1, 0, 0, 0],
    ]);
    expect((await entriesOf(deer)).slice(2)).toEqual([
      ['delivery', house.day(1), -50, 0, -10, 0],
      ['adjustment', house.day(4), -10, -40, -10, -80],
      ['correction', house.day(1), -40, 40, -80, 80],
    ]);
    const { id } = await house.ctx.db
      .selectFrom('stock_movement')
      .select('id')
      .where('product', '=', deer)
      .where('kind', '=', 'adjustment')
      .executeTakeFirstOrThrow();
    const back = { product: deer, from: adjustment, to: store, quantity: pieces('10'), reversalOf: Number(id) };
    await house.post('reversal', [back]);
    await house.value();
    expect(await house.worth(deer)).toEqual([10, 50, 90]);
  });

  it('holds for histories entered in any order, with corrections, goods below zero and receipts taken back', async () => {
    const roll = dice(20_261);
    const below = await house.place('BELOW', { allowsNegative: true });
    const products = await Promise.all(Array.from({ length: 6 }, (_, n) => house.product(`ANY-${n}`)));
    const posted: number[] = [];
    const acts = [
      async (product: number, ago: number) => {
        const line = { product, quantity: pieces(`${roll(3) + 1}`), unitCost: euro(`${roll(20)}.3333`) };
        const place = roll(3) === 0 ? { location: below } : {};
        const [row] = await create(house.ctx, receipt, [{ date: house.day(ago), ...place, lines: [line] }]);
        await act(house.ctx, receipt, 'post', row?.id ?? 0);
        posted.push(row?.id ?? 0);
      },
      async (product: number, ago: number) => {
        const from = roll(3) === 0 ? below : house.store;
        const move = { product, from, to: house.places.customer, quantity: pieces(`${roll(3) + 1}`) };
        await house.post('delivery', [move], house.day(ago));
      },
      async () => {
        const id = posted[roll(posted.length)];
        if (id && roll(3) === 0) await act(house.ctx, receipt, 'reverse', id, { reason: 'by mistake' });
      },
      async (product: number) => {
        const { rows } = await sendStatement(house.ctx.db, 'SELECT id FROM valuation_layer WHERE product = ?', [
          product,
        ]);
        const id = Number(rows[roll(rows.length || 1)]?.id ?? 0);
        if (id && roll(2) === 0)
          await act(house.ctx, layer, 'correct', id, {
            unitCost: euro(`${roll(20)}.1`),
            reason: 'the invoice says so',
          });
      },
    ];
    for (let step = 0; step < 220; step++) {
      const act = acts[[0, 0, 0, 1, 1, 1, 2, 3][roll(8)] ?? 0];
      // What the ledger refuses has not happened.
      await act?.(products[roll(products.length)] ?? 0, roll(15)).catch((error: unknown) => {
        if (!(error instanceof AppError)) throw error;
      });
      if (roll(4) === 0) await house.value();
    }
    await house.value();
    let empty = 0;
    for (const product of products)
      for (const [ago, quantity, average, fifo] of await daysOf(product)) {
        const day = `${product}, ${ago} days ago: ${quantity}`;
        if (quantity === 0) expect([day, average, fifo]).toEqual([day, 0, 0]);
        if (quantity > 0) expect([day, Math.min(average, fifo) >= 0]).toEqual([day, true]);
        if (quantity === 0) empty += 1;
      }
    expect(empty).toBeGreaterThan(0);
    await addsUp();
  }, 120_000);

  /** What a receipt says is its value and its difference; what is only put on another day adds nothing. */
  async function addsUp() {
    const wrong = async (text: string) => (await sendStatement(house.ctx.db, text, [])).rows;
    expect(
      await wrong(`SELECT e.id FROM valuation_entry e JOIN stock_movement m ON m.id = e.movement
        JOIN stock_receipt_lines l ON l.id = m.source_line AND m.source_resource = 'stock.receipt'
        WHERE m.kind = 'receipt' AND e.cost_source = 'document' AND (
          ABS(e.fifo_value + e.fifo_difference - l.unit_cost * m.quantity / 1000000) > 1
          OR ABS(e.average_value + e.average_difference - l.unit_cost * m.quantity / 1000000) > 1)`),
    ).toEqual([]);
    expect(
      await wrong(`SELECT id FROM valuation_entry WHERE kind = 'correction' AND layer IS NULL
        AND (average_value + average_difference <> 0 OR fifo_value + fifo_difference <> 0)`),
    ).toEqual([]);
    expect(
      await wrong(`SELECT s.product FROM valuation_stand s JOIN (SELECT product, SUM(average_value) AS a, SUM(fifo_value) AS f
        FROM valuation_entry GROUP BY product) e ON e.product = s.product WHERE e.a <> s.average_value OR e.f <> s.fifo_value`),
    ).toEqual([]);
    expect(
      await wrong(`SELECT s.product FROM valuation_stand s LEFT JOIN (SELECT product, SUM(remaining) AS q, SUM(remaining_value) AS f
        FROM valuation_layer GROUP BY product) l ON l.product = s.product
        WHERE s.quantity >= 0 AND (COALESCE(l.q, 0) <> s.quantity OR COALESCE(l.f, 0) <> s.fifo_value)`),
    ).toEqual([]);
  }

  it('does not stop at a cost that nobody can hold: it is noted as unknown, and can be corrected', async () => {
    const [huge, small] = [await house.product('HUGE'), await house.product('SMALL')];
    // Each of them can be held, both together cannot.
    await house.receive(huge, '1000', '600000000');
    await house.receive(huge, '1000', '600000000');
    await house.receive(small, '1', '5');
    await house.value();
    expect([await house.worth(huge), await house.worth(small)]).toEqual([
      [2_000, 600_000_000_000, 600_000_000_000],
      [1, 5, 5],
    ]);
    const [{ cost_source: source, id } = {}] = (
      await sendStatement(
        house.ctx.db,
        'SELECT e.cost_source, l.id FROM valuation_entry e JOIN valuation_layer l ON l.movement = e.movement WHERE e.product = ? ORDER BY e.id DESC',
        [huge],
      )
    ).rows;
    expect(source).toBe('none');
    await act(house.ctx, layer, 'correct', Number(id), { unitCost: euro('9'), reason: 'typed into the wrong field' });
    expect(await house.worth(huge)).toEqual([2_000, 600_000_009_000, 600_000_009_000]);
    await house.receive(await house.product('HUGE-2'), '1000', '600000000');
    await house.value();
    const { body } = await house.t.call('GET', '/valuation/report', { as: '1:*' });
    expect(body).toMatchObject({ total: { value: expect.stringMatching(/^12000\d{8}\.\d\d$/) } });
  });

  it('is never less than nothing after a correction; what is there cannot bear belongs to what has left', async () => {
    const owl = await house.product('OWL');
    await house.receive(owl, '10', '1');
    await house.receive(owl, '10', '9');
    await house.sell(owl, '15');
    await house.value();
    const youngest = await house.ctx.db
      .selectFrom('valuation_layer')
      .select('id')
      .where('product', '=', owl)
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    await act(house.ctx, layer, 'correct', Number(youngest.id), { unitCost: 0, reason: 'free of charge' });
    expect(await house.worth(owl)).toEqual([5, 0, 0]);
    expect((await entriesOf(owl)).at(-1)).toEqual(['correction', house.day(0), -25, -65, -45, -45]);
  });
});

/** Chance, the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}
