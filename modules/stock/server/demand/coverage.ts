import { formatDecimal } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import type { LineCoverage } from '../../contract/index.ts';
import { expectedDates } from '../availability/expected-dates.ts';
import type { Source } from '../ledger/post-movements.ts';

interface Line {
  reserved: number;
  picked: number;
  open: number;
  expectedOn: string | null;
  /** Some of it cannot be had by what is known. */
  isUnknown: boolean;
}

/** How far each line of a document is provided for; lines of which nothing is reserved or asked for are absent. */
export async function coverageOf(ctx: Ctx, { resource, id }: Pick<Source, 'resource' | 'id'>): Promise<LineCoverage[]> {
  const lines = new Map<number, Line>();
  const of = (line: unknown): Line => {
    const known = lines.get(Number(line)) ?? { reserved: 0, picked: 0, open: 0, expectedOn: null, isUnknown: false };
    lines.set(Number(line), known);
    return known;
  };
  const held = await sendStatement(
    ctx.db,
    `SELECT r.source_line, SUM(r.quantity) AS reserved, SUM(CASE WHEN l.purpose = 'picking' THEN r.quantity ELSE 0 END) AS picked
      FROM stock_reservation r JOIN stock_location l ON l.id = r.location
      WHERE r.source_resource = ? AND r.source_id = ? GROUP BY r.source_line`,
    [resource, id],
  );
  for (const row of held.rows)
    Object.assign(of(row.source_line), { reserved: Number(row.reserved), picked: Number(row.picked) });
  const asked = await sendStatement(
    ctx.db,
    `SELECT id, product, source_line, quantity FROM stock_demand
      WHERE source_resource = ? AND source_id = ? AND state = 'open'`,
    [resource, id],
  );
  const dates = await expectedDates(
    ctx,
    asked.rows.map(({ product }) => Number(product)),
  );
  for (const row of asked.rows) {
    const line = of(row.source_line);
    const date = dates.get(Number(row.id)) ?? null;
    line.open += Number(row.quantity);
    line.isUnknown ||= date === null;
    line.expectedOn = line.isUnknown || (line.expectedOn ?? '') > (date ?? '') ? line.expectedOn : date;
  }
  return [...lines].map(([line, { reserved, picked, open, expectedOn, isUnknown }]) => ({
    line,
    reserved: formatDecimal(reserved, 'quantity'),
    picked: formatDecimal(picked, 'quantity'),
    open: formatDecimal(open, 'quantity'),
    expectedOn: isUnknown ? null : expectedOn,
  }));
}
