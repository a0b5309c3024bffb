import { trusted } from '#kernel/server/ctx.ts';
import type { TestApp } from '#kernel/server/testing.ts';
import { create, update } from '#kernel/server/write.ts';
import { bom } from '#modules/bom/contract/index.ts';
import { bomApp } from '#modules/bom/scenarios/workshop.ts';
import { explode, readTally, rollUpAll } from '#modules/bom/server/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { median, type Result } from './measure.ts';

const million = 1_000_000;
const day = '2030-01-01';

/** One BOM of 2,000 lines over six levels; then 100,000 lines of BOMs and one price below a few of them. */
export async function benchBoms(): Promise<Result[]> {
  const t = await bomApp({ file: true });
  try {
    return [...(await explosion(t)), ...(await oneChange(t))];
  } finally {
    await t.close();
  }
}

async function parts(t: TestApp, prefix: string, count: number, purchasePrice: number | null): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < count; at += 500) {
    const drafts = Array.from({ length: Math.min(500, count - at) }, (_, n) => {
      const sku = `${prefix}-${at + n}`;
      return { sku, name: { de: sku, en: null }, isManufactured: true, purchasePrice };
    });
    ids.push(...(await create(trusted(t.ctx), variant, drafts)).map(({ id }) => id));
  }
  return ids;
}

type Recipe = { subject: number; components: readonly number[] };
/** Released as drafts first and by one statement then: the verb, one by one, is not what is measured. */
async function release(t: TestApp, recipes: readonly Recipe[]): Promise<void> {
  for (let at = 0; at < recipes.length; at += 200) {
    const drafts = recipes.slice(at, at + 200).map(({ subject, components }) => ({
      variant: subject,
      lines: components.map((component, n) => ({ component, quantity: (1 + (n % 3)) * million, scrapPercent: 20_000 })),
    }));
    await create(trusted(t.ctx), bom, drafts);
  }
  await t.app.engine.transaction((db) =>
    db
      .updateTable('bom_bom')
      .set({ state: 'released', valid_from: '2020-01-01' })
      .where('state', '=', 'draft')
      .execute(),
  );
  await rollUpAll(t.ctx);
}

/** 2,000 nodes below the root: 8 lines on each of the first levels, the rest at the bottom; six levels deep. */
async function explosion(t: TestApp): Promise<Result[]> {
  const sizes = [1, 6, 24, 96, 288, 585, 1001];
  const levels: number[][] = [];
  for (const [level, size] of sizes.entries())
    levels.push(await parts(t, `E${level}`, size, level === 6 ? 10_000 : null));
  const recipes = levels.slice(0, -1).flatMap((subjects, level) => {
    const below = levels[level + 1] ?? [];
    return subjects.map((subject, n): Recipe => {
      const [from, to] = [n, n + 1].map((k) => Math.floor((k * below.length) / subjects.length));
      return { subject, components: below.slice(from, to) };
    });
  });
  await release(t, recipes);
  const root = levels[0]?.[0] ?? 0;
  const times: number[] = [];
  let nodes = 0;
  let statements = 0;
  for (let round = 0; round < 12; round++) {
    const before = t.app.engine.statements();
    const began = performance.now();
    nodes = (await explode(t.ctx, root, 5 * million, day)).nodes.length;
    times.push(performance.now() - began);
    statements = t.app.engine.statements() - before;
  }
  const name = `explode a BOM of ${(nodes - 1).toLocaleString('en')} lines over six levels`;
  return [
    { name, value: median(times.slice(2)), unit: 'ms', bar: ['<=', 100] },
    { name: `${name}: statements`, value: statements, unit: '', bar: ['<=', 50] },
  ];
}

/** 5,000 BOMs of 20 lines; one price stands in three of them, and these in five others. */
async function oneChange(t: TestApp): Promise<Result[]> {
  const bought = await parts(t, 'B', 4000, 25_000);
  const made = await parts(t, 'M', 4000, null);
  const tops = await parts(t, 'T', 1000, null);
  const [tin = 0] = await parts(t, 'TIN', 1, 300);
  const pick = (list: readonly number[], seed: number, count: number) =>
    Array.from({ length: count }, (_, n) => list[(seed * 31 + n * 97) % list.length] ?? 0);
  const recipes = [
    ...made.map(
      (subject, n): Recipe => ({ subject, components: n < 3 ? [tin, ...pick(bought, n, 19)] : pick(bought, n, 20) }),
    ),
    ...tops.map((subject, n): Recipe => {
      const others = pick(made.slice(3), n, 19);
      return { subject, components: [n < 5 ? (made[n % 3] ?? 0) : (made[3 + n] ?? 0), ...others] };
    }),
  ];
  await release(t, recipes);
  const times: number[] = [];
  let recomputed = 0;
  let statements = 0;
  for (let round = 0; round < 12; round++) {
    const [tally, before] = [await readTally(t.ctx), t.app.engine.statements()];
    const began = performance.now();
    await update(trusted(t.ctx), variant, [{ id: tin, patch: { purchasePrice: 301 + round } }]);
    times.push(performance.now() - began);
    statements = t.app.engine.statements() - before;
    recomputed = (await readTally(t.ctx)).recomputed - tally.recomputed;
  }
  const name = 'one price below 8 of 5,000 BOMs with 100,000 lines';
  return [
    {
      name: `${name}: costs computed anew (itself and its ancestors)`,
      value: recomputed,
      unit: '',
      bar: ['<=', 9],
      detail: `${statements} statements, write and roll-up ${median(times.slice(2)).toFixed(1)} ms`,
    },
  ];
}
