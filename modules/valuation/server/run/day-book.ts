import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import type { Pool } from '../pool/pool.ts';
import type { DayStand } from '../pool/spread.ts';
import type { Crossing } from './waiting.ts';

/** What the entries of a product say, by their days: those after the earliest day of what is being valued. */
export interface DayBook {
  /** From a past day to the last one that has entries, what there was; that day alone where none is later. */
  since(product: number, date: string, pool: Pool): DayStand[];
  add(product: number, entry: DayStand): void;
}

/** One statement. */
export async function dayBookOf(ctx: Ctx, crossings: readonly Crossing[]): Promise<DayBook> {
  const products = [...new Set(crossings.map(({ product }) => product))];
  const [first = ''] = crossings.map(({ date }) => date).sort();
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT product, date, SUM(quantity) AS quantity, SUM(average_value) AS average, SUM(fifo_value) AS fifo
      FROM valuation_entry WHERE product IN ${marks(products.length)} AND date > ? GROUP BY product, date`,
    [...products, first],
  );
  const book = emptyDayBook();
  for (const row of rows)
    book.add(Number(row.product), {
      date: String(row.date),
      quantity: Number(row.quantity),
      averageValue: Number(row.average),
      fifoValue: Number(row.fifo),
    });
  return book;
}

export function emptyDayBook(): DayBook {
  const books = new Map<number, Map<string, DayStand>>();
  return {
    since: (product, date, pool) => standsSince([...(books.get(product)?.values() ?? [])], date, pool),
    add: (product, { date, quantity, averageValue, fifoValue }) => {
      const days = books.get(product) ?? new Map<string, DayStand>();
      const day = days.get(date) ?? { date, quantity: 0, averageValue: 0, fifoValue: 0 };
      day.quantity += quantity;
      day.averageValue += averageValue;
      day.fifoValue += fifoValue;
      books.set(product, days.set(date, day));
    },
  };
}

/** What there is now, less what came after each day. */
function standsSince(days: readonly DayStand[], date: string, pool: Pool): DayStand[] {
  const later = days.filter((day) => day.date > date).sort((a, b) => (a.date < b.date ? 1 : -1));
  let { quantity, averageValue, fifoValue } = pool;
  const stands: DayStand[] = [];
  for (const day of later) {
    stands.push({ date: day.date, quantity, averageValue, fifoValue });
    quantity -= day.quantity;
    averageValue -= day.averageValue;
    fifoValue -= day.fifoValue;
  }
  stands.push({ date, quantity, averageValue, fifoValue });
  return stands.reverse();
}
