import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fraction, fraction, isSame, plus, times, zero } from '#kernel/contract/fraction.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { create, update } from '#kernel/server/write.ts';
import { product, variant } from '#modules/catalog/contract/index.ts';
import { bom } from '../../contract/index.ts';
import { bomApp, workshop } from '../../scenarios/workshop.ts';
import { readExact } from '../cost/piece-cost.ts';
import { rollUpAll } from '../cost/roll-up.ts';
import { explode } from '../explode/explode.ts';
import { whereUsed } from '../where-used/where-used.ts';

let t: TestApp;
let w: ReturnType<typeof workshop>;
let serial = 0;
beforeAll(async () => {
  t = await bomApp();
  w = workshop(t);
});
afterAll(() => t.close());

/** Exact costs by variant, as far as they are kept. */
async function keptCosts(variants: readonly number[]) {
  const rows = await t.app.engine.reader
    .selectFrom('bom_cost')
    .select(['variant', 'exact'])
    .where('variant', 'in', [...variants])
    .execute();
  return new Map(rows.map((row) => [Number(row.variant), readExact(String(row.exact), false)]));
}

const day = '2100-01-01';
const million = 1_000_000;

/** A variant may be made of those after it alone: no circle can come about. */
interface Line {
  to: number;
  quantity: number;
  scrap: number;
  isFixed: boolean;
}
interface Node {
  price: number;
  output: number;
  lines: Line[];
}
const size = 7;
const graphs = fc
  .array(
    fc.record({
      price: fc.integer({ min: 0, max: 90_000 }),
      output: fc.integer({ min: 1, max: 12 }),
      lines: fc.array(
        fc.record({
          to: fc.integer({ min: 1, max: size }),
          quantity: fc.integer({ min: 1, max: 3_000_000 }),
          scrap: fc.constantFrom(0, 25_000, 100_000),
          isFixed: fc.boolean(),
        }),
        { maxLength: 4 },
      ),
    }),
    { minLength: size, maxLength: size },
  )
  .map((nodes): Node[] =>
    nodes.map((node, at) => ({
      ...node,
      lines: node.lines.filter(({ to }) => at + to < size).map((line) => ({ ...line, to: at + line.to })),
    })),
  );

async function build(nodes: readonly Node[], order: readonly number[]): Promise<number[]> {
  const name = { de: 'x', en: null };
  const drafts = nodes.map(({ price }) => ({ sku: `N${++serial}`, name, isManufactured: true, purchasePrice: price }));
  const ids = (await create(w.ctx, variant, drafts)).map(({ id }) => id);
  for (const at of order) {
    const { output = 1, lines = [] } = nodes[at] ?? {};
    if (lines.length === 0) continue;
    const [row] = await create(w.ctx, bom, [
      {
        variant: ids[at] ?? 0,
        outputQuantity: output * million,
        lines: lines.map(({ to, quantity, scrap, isFixed }) => ({
          component: ids[to] ?? 0,
          quantity,
          scrapPercent: scrap,
          isFixed,
        })),
      },
    ]);
    await w.release(row?.id ?? 0, '2026-01-01');
  }
  return ids;
}

const amountOf = ({ quantity, scrap }: Line): Fraction => times(fraction(quantity), fraction(million + scrap, million));

/** The definition, as one would write it on paper. */
function plainCost(nodes: readonly Node[], prices: readonly number[], at: number): Fraction {
  const { output = 1, lines = [] } = nodes[at] ?? {};
  if (lines.length === 0) return fraction(prices[at] ?? 0);
  return lines.reduce(
    (sum, line) =>
      plus(sum, times(times(amountOf(line), fraction(1, output * million)), plainCost(nodes, prices, line.to))),
    zero,
  );
}

const shuffled = fc.shuffledSubarray([...Array(size).keys()], { minLength: size });

describe('random structures', () => {
  it('PRD-BOM-06 roll up to what plain recursion gives, in whatever order releases and prices come', async () => {
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.integer({ min: 0, max: 50_000 })), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(graphs, shuffled, changes, async (nodes, order, reprices) => {
        const ids = await build(nodes, order);
        const prices = nodes.map(({ price }) => price);
        for (const [at, price] of reprices) {
          prices[at] = price;
          await update(w.ctx, variant, [{ id: ids[at] ?? 0, patch: { purchasePrice: price } }]);
        }
        const costs = await keptCosts(ids);
        for (const [at, id] of ids.entries()) {
          const kept = costs.get(id)?.material;
          if (kept) expect(isSame(kept, plainCost(nodes, prices, at))).toBe(true);
          else expect(nodes.some(({ lines }) => lines.some(({ to }) => to === at))).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
    expect((await rollUpAll(t.ctx)).changed).toBe(0);
  });

  it('are where-used exactly where they explode to', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, shuffled, async (given, order) => {
        const nodes = given.map((node) => ({
          ...node,
          lines: node.lines.map((line) => ({ ...line, isFixed: false })),
        }));
        const ids = await build(nodes, order);
        const down = new Map<string, Fraction>();
        for (const id of ids)
          for (const [component, quantity] of (await explode(w.ctx, id, million, day)).demand)
            down.set(`${id} ${component}`, quantity);
        const up = new Map<string, Fraction>();
        for (const id of ids)
          for (const use of await whereUsed(w.ctx, id, day)) up.set(`${use.variant} ${id}`, use.quantity);
        expect([...up.keys()].sort()).toEqual([...down.keys()].sort());
        for (const [pair, quantity] of down) expect(isSame(quantity, up.get(pair) ?? zero)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('never let a conditional line reach another variant', async () => {
    const finishes = ['BE', 'BM', 'BL'];
    const { axis } = await w.family('BASIS', finishes);
    const tin: number[] = [];
    for (let n = 0; n < 5; n++) tin.push(await w.part(`TIN${n}`, '1'));
    const conditions = fc.array(fc.subarray(finishes), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(conditions, async (wanted) => {
        const name = { de: 'x', en: null };
        const [parent] = await create(w.ctx, product, [
          { sku: `P${++serial}`, name, isManufactured: true, axes: [axis] },
        ]);
        const variants = await create(
          w.ctx,
          variant,
          finishes.map((value) => ({
            sku: `V${++serial}`,
            product: parent?.id ?? 0,
            isManufactured: true,
            attributes: [{ attribute: axis, value }],
          })),
        );
        const lines = wanted.map((values, n) => ({
          component: tin[n] ?? 0,
          ...(values.length > 0 && { onlyFor: `FINISH=${values.join('|')}` }),
        }));
        await w.release(await w.draft({ product: parent?.id ?? 0 }, lines), '2026-01-01');
        const costs = await keptCosts(variants.map(({ id }) => id));
        for (const [at, { id }] of variants.entries()) {
          const own = wanted.flatMap((values, n) =>
            values.length === 0 || values.includes(finishes[at] ?? '') ? (tin[n] ?? 0) : [],
          );
          expect([...(await explode(w.ctx, id, million, day)).demand.keys()].sort()).toEqual(own.sort());
          expect(isSame(costs.get(id)?.material ?? zero, fraction(own.length * 10_000))).toBe(true);
        }
        for (const [n, values] of wanted.entries()) {
          const users = new Set((await whereUsed(w.ctx, tin[n] ?? 0, day)).map((use) => use.variant));
          for (const [at, { id }] of variants.entries())
            expect(users.has(id)).toBe(values.length === 0 || values.includes(finishes[at] ?? ''));
        }
      }),
      { numRuns: 12 },
    );
  });
});
