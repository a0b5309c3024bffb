import { CompiledQuery } from 'kysely';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { openTestEngine } from '#kernel/server/testing.ts';
import { availability } from '#modules/stock/server/index.ts';
import { openWarehouse, type Warehouse } from '../tests/scenarios/warehouse.ts';
import { median, type Result } from './measure.ts';
import { numbers } from './numbers.ts';

const products = 5_000;
const shelves = 4;
const rounds = 15;

/** What is free of five thousand products: place by place over HTTP, and warehouse by warehouse with what comes. */
export async function benchAvailability(): Promise<Result[]> {
  const house = await openWarehouse([], { engine: await openTestEngine({ file: true }) });
  try {
    const ids = await fillShelves(house);
    const ratios = { route: [] as number[], levels: [] as number[] };
    let rows = 0;
    let statements = 0;
    const kept = { raw: [] as number[], route: [] as number[], levels: [] as number[] };
    for (let round = 0; round < rounds + 2; round++) {
      const raw = await timed(() => rawLevels(house));
      const route = await timed(async () => {
        rows = await askRoute(house);
      });
      const before = house.t.app.engine.statements();
      const levels = await timed(() => availability(house.ctx, { products: ids }));
      statements = house.t.app.engine.statements() - before;
      // The first rounds warm up.
      if (round < 2) continue;
      ratios.route.push(route / raw);
      ratios.levels.push(levels / raw);
      for (const [name, value] of Object.entries({ raw, route, levels })) kept[name as keyof typeof kept].push(value);
    }
    const detail = (name: 'route' | 'levels') =>
      `${median(kept[name]).toFixed(0)} ms against ${median(kept.raw).toFixed(0)} ms`;
    return [
      {
        name: `availability of ${products.toLocaleString('en')} products by place over HTTP ÷ raw SQL`,
        value: median(ratios.route),
        unit: 'ratio',
        bar: ['<=', 3],
        detail: `${rows} rows; ${detail('route')}`,
      },
      {
        name: 'the same by warehouse, with what comes and is asked for ÷ raw SQL',
        value: median(ratios.levels),
        unit: 'ratio',
        bar: ['<=', 3],
        detail: detail('levels'),
      },
      { name: 'SQL statements for it', value: statements, unit: 'statements', bar: ['<=', 3] },
    ];
  } finally {
    await house.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The least one could ask: the sums with what places and products are called, as text on the wire. */
async function rawLevels({ ctx }: Warehouse): Promise<string> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT b.product, v.sku, b.location, l.code, SUM(b.on_hand) AS on_hand, SUM(b.reserved) AS reserved
      FROM stock_balance b JOIN stock_location l ON l.id = b.location JOIN catalog_variant v ON v.id = b.product
      WHERE l.kind = 'storage' AND (b.on_hand <> 0 OR b.reserved <> 0) GROUP BY b.product, v.sku, b.location, l.code
      ORDER BY b.product, b.location`,
    [],
  );
  return JSON.stringify(rows);
}

async function askRoute({ t }: Warehouse): Promise<number> {
  const { status, body } = await t.call('GET', `/stock/levels?limit=${products}`, { as: '1:*' });
  if (status !== 200) throw new Error(JSON.stringify(body));
  return (body.items as unknown[]).length;
}

/** Written by SQL: what is measured is the reading. Each product lies twice at each shelf, loose and boxed. */
async function fillShelves(house: Warehouse): Promise<number[]> {
  const { t, ctx } = house;
  const run = (sql: string) => t.app.engine.transaction((db) => db.executeQuery(CompiledQuery.raw(sql)));
  const first = await house.place('A-00');
  for (let n = 1; n < shelves; n++) await house.place(`A-0${n}`);
  const model = await house.product('MODEL');
  const row = await ctx.db.selectFrom('catalog_variant').selectAll().where('id', '=', model).executeTakeFirstOrThrow();
  const copied = Object.keys(row).filter((name) => name !== 'id' && name !== 'sku');
  const columns = copied.map((name) => `\`${name}\``).join(', ');
  await run(
    `INSERT INTO catalog_variant (sku, ${columns}) ${numbers(products - 1)}
      SELECT CONCAT('M-', n), ${copied.map((name) => `v.\`${name}\``).join(', ')} FROM numbers JOIN catalog_variant v ON v.id = ${model}`,
  );
  for (const box of [0, 1])
    for (let shelf = 0; shelf < shelves; shelf++)
      await run(
        `INSERT INTO stock_balance (created_at, updated_at, product, location, lot, compartment, on_hand, reserved, allows_negative)
          ${numbers(products)} SELECT 0, 0, ${model} + n, ${first + shelf}, 0, ${box}, (n % 50 + 1) * 1000000, (n % 3) * 1000000 * (n % 50 > 2), 0 FROM numbers`,
      );
  await run(t.app.engine.dialect === 'mysql' ? 'ANALYZE TABLE stock_balance, catalog_variant' : 'ANALYZE');
  return Array.from({ length: products }, (_, n) => model + n);
}
