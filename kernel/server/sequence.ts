import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Ctx } from './ctx.ts';
import type { Served } from './served.ts';

/**
 * A number still to be drawn: put into a row, it becomes text right before the row is saved, as late as can be. Put into
 * several rows (a document and its movements), it is drawn with the first that is saved, and is the same in all.
 */
export class NumberToDraw {
  readonly series: string;
  readonly period: string;
  readonly format: (n: number) => string;
  drawn: string | null = null;
  constructor(series: string, period: string, format: (n: number) => string) {
    this.series = series;
    this.period = period;
    this.format = format;
  }
}

/** Draws `count` consecutive numbers; gives the first. Holds the counter's row until the transaction ends: dense and in posting order. */
export async function drawNumbers(ctx: Ctx, series: string, period: string, count: number): Promise<number> {
  if (ctx.app.engine.dialect === 'sqlite') {
    const { rows } = await sql<{
      last: number;
    }>`insert into kernel_sequence (name, period, last) values (${series}, ${period}, ${count})
      on conflict (name, period) do update set last = last + excluded.last returning last`.execute(ctx.db);
    return Number(rows[0]?.last) - count + 1;
  }
  // LAST_INSERT_ID(expression) hands the new value back with the same statement.
  const { insertId } =
    await sql`insert into kernel_sequence (name, period, last) values (${series}, ${period}, last_insert_id(${count}))
    on duplicate key update last = last_insert_id(last + ${count})`.execute(ctx.db);
  return Number(insertId) - count + 1;
}

/** Replaces the numbers still to be drawn in `rows` by drawn ones, one statement per series. */
export async function fillNumbers(ctx: Ctx, rows: readonly Record<string, unknown>[]): Promise<void> {
  const places: { row: Record<string, unknown>; field: string; number: NumberToDraw }[] = [];
  const waiting = new Map<string, Set<NumberToDraw>>();
  for (const row of rows) {
    for (const [field, value] of Object.entries(row)) {
      if (!(value instanceof NumberToDraw)) continue;
      places.push({ row, field, number: value });
      if (value.drawn !== null) continue;
      const key = `${value.series}\n${value.period}`;
      const numbers = waiting.get(key);
      if (numbers) numbers.add(value);
      else waiting.set(key, new Set([value]));
    }
  }
  for (const [, numbers] of [...waiting].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [{ series, period } = { series: '', period: '' }] = numbers;
    let next = await drawNumbers(ctx, series, period, numbers.size);
    for (const number of numbers) {
      number.drawn = number.format(next);
      next += 1;
    }
  }
  for (const { row, field, number } of places) row[field] = number.drawn;
}

/** The text a seal is made of: every locked field in the declaration's order, then the seal before. */
export function sealOf(served: Served, row: Record<string, unknown>, previous: string): string {
  const { lock, fields } = served.resource;
  const open = new Set([...(lock?.except ?? []), lock?.chain?.hash, lock?.chain?.previous]);
  const content = Object.entries(fields)
    .filter(([name]) => !open.has(name))
    .map(([name]) => [name, row[name] ?? null]);
  return createHash('sha256')
    .update(JSON.stringify([content, previous]))
    .digest('hex');
}

/** Seals a record that becomes locked: its hash covers its content and the hash of the record locked before it. */
export async function seal(ctx: Ctx, served: Served, row: Record<string, unknown>): Promise<void> {
  const chain = served.resource.lock?.chain;
  if (!chain) return;
  const name = `chain:${served.resource.name}`;
  await drawNumbers(ctx, name, '', 1);
  const { rows } = await sql<{
    last_hash: string | null;
  }>`select last_hash from kernel_sequence where name = ${name} and period = ''`.execute(ctx.db);
  const previous = rows[0]?.last_hash ?? '';
  row[chain.previous] = previous;
  row[chain.at] = ctx.app.clock();
  row[chain.hash] = sealOf(served, row, previous);
  await sql`update kernel_sequence set last_hash = ${row[chain.hash]} where name = ${name} and period = ''`.execute(
    ctx.db,
  );
}
