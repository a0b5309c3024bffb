import { CompiledQuery } from 'kysely';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { openTestEngine, type TestApp } from '#kernel/server/testing.ts';
import { act } from '#kernel/server/write.ts';
import { addDays } from '#modules/org/server/index.ts';
import { closing } from '#modules/stock/contract/index.ts';
import { stockAt } from '#modules/stock/server/index.ts';
import { openWarehouse, type Warehouse } from '../tests/scenarios/warehouse.ts';
import { median, type Result } from './measure.ts';
import { numbers } from './numbers.ts';

const movements = Number(process.env.ROWS ?? 5_000_000);
const products = 4000;
const places = 100;
const years = 5;

/** The report of any day, whole: every product at every place, in one statement. */
export async function benchStock(): Promise<Result[]> {
  const house = await openWarehouse([], { engine: await openTestEngine({ file: true }) });
  try {
    await fillLedger(house);
    const closed = await closeBooks(house);
    const times: number[] = [];
    let keys = 0;
    let statements = 0;
    for (let n = 0; n < 15; n++) {
      const day = addDays(house.today, -Math.floor(((n * 7919) % (years * 365)) + 1));
      const before = house.t.app.engine.statements();
      const began = performance.now();
      keys = Math.max(keys, (await stockAt(house.ctx, day)).length);
      times.push(performance.now() - began);
      statements = Math.max(statements, house.t.app.engine.statements() - before);
    }
    const oneProduct = await timeOne(house);
    return [
      {
        name: `stock at any date, ${movements.toLocaleString('en')} movements, all places`,
        value: median(times),
        unit: 'ms',
        bar: ['<=', 1000],
        detail: `worst of 15 days ${Math.max(...times).toFixed(0)} ms, up to ${keys} rows; closing ${years} years took ${closed.toFixed(1)} s`,
      },
      { name: 'SQL statements for it', value: statements, unit: 'statements', bar: ['<=', 1] },
      { name: 'the same for one product', value: oneProduct, unit: 'ms', bar: ['<=', 30] },
    ];
  } finally {
    await house.close();
  }
}

async function timeOne(house: Warehouse): Promise<number> {
  const rows = await house.ctx.db.selectFrom('catalog_variant').select('id').limit(1).execute();
  const times: number[] = [];
  for (let n = 0; n < 15; n++) {
    const began = performance.now();
    await stockAt(house.ctx, addDays(house.today, -37 * (n + 1)), { products: [Number(rows[0]?.id)] });
    times.push(performance.now() - began);
  }
  return median(times);
}

const run = (t: TestApp, sql: string) => t.app.engine.transaction((db) => db.executeQuery(CompiledQuery.raw(sql)));

/** Written by SQL: what is measured is the reading. Goods come in twice as often as they go. */
async function fillLedger(house: Warehouse): Promise<void> {
  const { t, ctx } = house;
  const ids: number[] = [];
  for (let n = 0; n < places; n++) ids.push(await house.place(`P${String(n).padStart(3, '0')}`));
  const model = await house.product('MODEL');
  const columns = (await ctx.db
    .selectFrom('catalog_variant')
    .selectAll()
    .where('id', '=', model)
    .executeTakeFirstOrThrow()) as Record<string, unknown>;
  const copied = Object.keys(columns).filter((name) => name !== 'id' && name !== 'sku');
  await run(
    t,
    `INSERT INTO catalog_variant (sku, ${copied.map((name) => `\`${name}\``).join(', ')})
      ${numbers(products - 1)} SELECT CONCAT('M-', n), ${copied.map((name) => `v.\`${name}\``).join(', ')} FROM numbers JOIN catalog_variant v ON v.id = ${model}`,
  );
  const [first = 0] = ids;
  const supplier = await place(house, 'supplier');
  const customer = await place(house, 'customer');
  const day = (n: string) =>
    dayText(
      t,
      house.today,
      `${years * 365} - CAST(${n} * ${years * 365} / ${movements} AS ${t.app.engine.dialect === 'sqlite' ? 'INTEGER' : 'SIGNED'})`,
    );
  const divided = t.app.engine.dialect === 'sqlite' ? '/' : 'DIV';
  const batch = 250_000;
  for (let start = 0; start < movements; start += batch) {
    const n = `(n + ${start})`;
    const isOut = `${n} % 3 = 2`;
    // Three movements go together: twice in, once out, of one product at one of its three places.
    const group = `((${n} - ${n} % 3) ${divided} 3)`;
    const product = `(${group} * 13 % ${products})`;
    const shelf = `${first} + (${product} * 7 + ${group} ${divided} ${products} % 3) % ${places}`;
    await run(
      t,
      `INSERT INTO stock_movement (created_at, updated_at, date, product, \`from\`, \`to\`, quantity, kind, source)
        ${numbers(Math.min(batch, movements - start))}
        SELECT ${start}, ${start}, ${day(n)}, ${model} + ${product},
          CASE WHEN ${isOut} THEN ${shelf} ELSE ${supplier} END, CASE WHEN ${isOut} THEN ${customer} ELSE ${shelf} END,
          1000000, CASE WHEN ${isOut} THEN 'delivery' ELSE 'receipt' END, 'B' FROM numbers`,
    );
  }
  if (t.app.engine.dialect === 'mysql') await run(t, 'ANALYZE TABLE stock_movement');
  else await run(t, 'ANALYZE');
}

const place = async (house: Warehouse, kind: string): Promise<number> => {
  const row = await house.ctx.db
    .selectFrom('stock_location')
    .select('id')
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return Number(row.id);
};

const dayText = (t: TestApp, today: string, daysAgo: string): string =>
  t.app.engine.dialect === 'sqlite'
    ? `date('${today}', '-' || (${daysAgo}) || ' days')`
    : `DATE_FORMAT(DATE_SUB('${today}', INTERVAL (${daysAgo}) DAY), '%Y-%m-%d')`;

/** Seconds to close everything but the last month, with a checkpoint at each month's end. */
async function closeBooks({ ctx, today }: Warehouse): Promise<number> {
  const { rows } = await sendStatement(ctx.db, 'SELECT id FROM stock_closing', []);
  const began = performance.now();
  await act(ctx, closing, 'close', Number(rows[0]?.id), { through: addDays(today, -1) });
  return (performance.now() - began) / 1000;
}
