import { sendStatement } from '#kernel/server/db/engine.ts';
import { insertRows } from '#kernel/server/db/statements.ts';
import { type House, openHouse } from '#modules/valuation/scenarios/house.ts';
import { valuesAt } from '#modules/valuation/server/index.ts';
import { median, type Result } from './measure.ts';

const products = 2_000;
const movements = 200_000;
const piece = 1_000_000;

/** A ledger that nobody has valued yet, and the report once it is. */
export async function benchValuation(): Promise<Result[]> {
  const house = await openHouse({ file: true });
  try {
    await fill(house);
    return [...(await valuing(house)), ...(await reporting(house))];
  } finally {
    await house.t.close();
  }
}

/** Two receipts, then a delivery from both: straight into the table, as the ledger is not what is measured. */
async function fill({ t, ctx, product, places, day }: House): Promise<void> {
  const ids: number[] = [];
  for (let n = 0; n < products; n++) ids.push(await product(`V-${n}`, { purchasePrice: 10_000 + n }));
  const columns = ['created_at', 'updated_at', 'date', 'product', 'from', 'to', 'quantity', 'kind'];
  for (let start = 0; start < movements; start += 2_000) {
    const rows = Array.from({ length: 2_000 }, (_, n) => {
      const at = start + n;
      const isOut = Math.floor(at / products) % 3 === 2;
      const date = day(Math.floor(((movements - at) / movements) * 300));
      const way = isOut ? [places.store, places.customer] : [places.supplier, places.store];
      return [1, 1, date, ids[at % products] ?? 0, ...way, (1 + (at % 5)) * piece, isOut ? 'delivery' : 'receipt'];
    });
    await t.app.engine.transaction((db) => insertRows(db, ctx.app.engine.dialect, 'stock_movement', columns, rows));
  }
}

async function valuing({ t, value }: House): Promise<Result[]> {
  const before = t.app.engine.statements();
  const began = performance.now();
  const made = await value();
  const seconds = (performance.now() - began) / 1000;
  const statements = (t.app.engine.statements() - before) / (made / 1_000);
  return [
    { name: 'movements valued, both methods', value: made / seconds, unit: '/s' },
    { name: 'statements to value 1,000 movements', value: statements, unit: '', bar: ['<=', 60] },
  ];
}

/** At the end of last month, and in the middle of the year, where most is to be added up. */
async function reporting({ ctx, day }: House): Promise<Result[]> {
  const [recent, date] = [day(30), day(150)];
  const timed = async (work: () => Promise<unknown>) => {
    const times: number[] = [];
    for (let round = 0; round < 7; round++) {
      const began = performance.now();
      await work();
      times.push(performance.now() - began);
    }
    return median(times.slice(1));
  };
  const raw = await timed(() =>
    sendStatement(
      ctx.db,
      'SELECT product, SUM(quantity), SUM(average_value) FROM valuation_entry WHERE date <= ? GROUP BY product',
      [date],
    ),
  );
  const report = await timed(() => valuesAt(ctx, { date, method: 'average' }));
  const lately = await timed(() => valuesAt(ctx, { date: recent, method: 'average' }));
  return [
    {
      name: `value of ${products.toLocaleString('en')} products at a past date ÷ raw SQL`,
      value: report / raw,
      unit: '',
      bar: ['<=', 3],
      detail: `${report.toFixed(0)} ms, a month ago ${lately.toFixed(0)} ms, over ${movements.toLocaleString('en')} entries`,
    },
  ];
}
