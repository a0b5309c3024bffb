import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withTransaction } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { act, create } from '#kernel/server/write.ts';
import { openWarehouse, pieces, type Warehouse } from '../../../tests/scenarios/warehouse.ts';
import { box } from '../contract/index.ts';
import { reserveStock } from '../server/index.ts';

const refused = new Set([
  'stock.insufficientStock',
  'stock.compartmentElsewhere',
  'stock.compartmentOfOtherBox',
  'stock.compartmentHoldsOther',
  'stock.slotsTaken',
  'stock.contentsDiffer',
  'stock.splitNeedsContents',
]);

/** A fixed course of numbers, so that a failure can be seen again. */
const course = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};

describe('boxes that many people use at once', () => {
  let house: Warehouse;
  beforeAll(async () => {
    house = await openWarehouse();
  });
  afterAll(() => house.close());

  it('hold what the ledger says, where they stand, and no piece is lost', async () => {
    const { ctx, store } = house;
    const article = await house.product('CROWDED');
    const places = [store, await house.place('CROWD-1'), await house.place('CROWD-2')];
    for (const place of places) await house.stock(article, '200', { to: place });
    const boxes = await create(
      ctx,
      box,
      [0, 1].map(() => ({ location: store, slots: ['A', 'B', 'C'].map((code) => ({ code, color: null })) })),
    );
    const random = course(42);
    const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
    const compartments = async (id: number) =>
      (
        await ctx.db
          .selectFrom('stock_compartment')
          .select(['id', 'first_slot', 'last_slot'])
          .where('box', '=', id)
          .where('state', '=', 'active')
          .execute()
      ).map((row) => Number(row.id));
    const quantity = pieces('3');
    const order = (id: number) => ({ resource: 'test.order', id, title: `O-${id}` });
    const acts: ((id: number, step: number) => Promise<unknown>)[] = [
      (id) => act(ctx, box, 'move', id, { location: pick(places) }),
      (id) => {
        const firstSlot = 1 + Math.floor(random() * 3);
        return act(ctx, box, 'join', id, { firstSlot, lastSlot: Math.min(3, firstSlot + 1), product: article });
      },
      async (id) =>
        act(ctx, box, 'put', id, { compartment: pick(await compartments(id)) ?? 0, product: article, quantity }),
      async (id) =>
        act(ctx, box, 'shift', id, {
          compartment: pick(await compartments(id)) ?? 0,
          quantity: pieces('1'),
          to: pick([null, ...(await compartments(pick(boxes).id))]),
        }),
      async (id) => act(ctx, box, 'split', id, { compartment: pick(await compartments(id)) ?? 0, loose: quantity }),
      async (id) =>
        house.stock(article, '1', { to: pick(places), toCompartment: pick(await compartments(id)) ?? null }),
      (_, step) =>
        withTransaction(ctx, (tx) =>
          reserveStock(tx, order(step), [{ sourceLine: 1, product: article, quantity: pieces('2') }]),
        ),
    ];
    const outcomes: string[] = [];
    for (let round = 0; round < 60; round++)
      await Promise.all(
        Array.from({ length: 6 }, (_, index) =>
          pick(acts)(pick(boxes).id, round * 10 + index).then(
            () => outcomes.push('done'),
            (error: { code?: string }) => outcomes.push(error.code ?? String(error)),
          ),
        ),
      );
    expect(outcomes.filter((outcome) => outcome !== 'done' && !refused.has(outcome))).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'done').length).toBeGreaterThan(100);
    const sum = async (text: string) => Number((await sendStatement(ctx.db, text, [article])).rows[0]?.n ?? 0);
    expect(
      await sum(`SELECT COUNT(*) AS n FROM stock_balance b JOIN stock_compartment c ON c.id = b.compartment
        JOIN stock_box x ON x.id = c.box
        WHERE b.product = ? AND b.on_hand <> 0 AND (b.location <> x.location OR c.state <> 'active')`),
    ).toBe(0);
    const balances = Object.values(await house.balances(article)).map((text) => /^(\S+) \((\S+)\)$/.exec(text) ?? []);
    const total = (column: 1 | 2) => balances.reduce((all, parts) => all + Number(parts[column]), 0);
    expect(total(1)).toBe(
      (await sum("SELECT SUM(m.quantity) AS n FROM stock_movement m WHERE m.product = ? AND m.kind = 'opening'")) / 1e6,
    );
    expect(total(2)).toBe(
      (await sum('SELECT COALESCE(SUM(quantity), 0) AS n FROM stock_reservation WHERE product = ?')) / 1e6,
    );
    const torn =
      await sum(`SELECT COUNT(*) AS n FROM stock_reservation r LEFT JOIN stock_balance b ON b.location = r.location
      AND b.product = r.product AND b.compartment = COALESCE(r.compartment, 0) AND b.lot = COALESCE(r.lot, 0)
      WHERE r.product = ? AND (b.id IS NULL OR b.reserved < r.quantity)`);
    expect(torn).toBe(0);
  }, 120_000);
});
