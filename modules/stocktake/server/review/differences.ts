import { formatDecimal, multiplyDivide, type Reference, type Row } from '#kernel/contract/index.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import type { count, Difference, Differences } from '../../contract/index.ts';
import { isBeyond } from './beyond.ts';
import { seesCosts } from './progress.ts';
import { peopleOf, productFacts, type Titles, titlesOf } from './titles.ts';

const piece = 1_000_000;
const wire = (cell: Cell | undefined): string | null =>
  cell === null || cell === undefined ? null : formatDecimal(Number(cell), 'quantity');
const orNone = (titles: Titles, cell: Cell | undefined): Reference | null =>
  Number(cell ?? 0) > 0 ? titles(cell) : null;

/** Where what was counted is not what the books say, and what is being counted again; the greatest loss first. */
export async function differencesOf(ctx: Ctx, row: Row<typeof count>, limit: number): Promise<Differences> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT id, location, product, lot, compartment, state, counted, expected, difference, first_counted, counted_by,
      counted_at, is_found FROM stocktake_position WHERE \`count\` = ? AND (difference <> 0 OR state = 'recount') ORDER BY id`,
    [row.id],
  );
  const facts = await productFacts(
    ctx,
    rows.map(({ product }) => Number(product)),
  );
  const worthOf = (cells: Record<string, Cell>) =>
    multiplyDivide(facts.get(Number(cells.product))?.cost ?? 0, Number(cells.difference ?? 0), piece);
  const sorted = [...rows].sort((a, b) => worthOf(a) - worthOf(b));
  const shown = sorted.slice(0, limit);
  const locations = await titlesOf(
    ctx,
    'stock.location',
    shown.map((one) => one.location),
  );
  const products = await titlesOf(
    ctx,
    'catalog.variant',
    shown.map((one) => one.product),
  );
  const lots = await titlesOf(
    ctx,
    'stock.lot',
    shown.map((one) => one.lot),
  );
  const compartments = await titlesOf(
    ctx,
    'stock.compartment',
    shown.map((one) => one.compartment),
  );
  const people = await peopleOf(
    ctx,
    shown.map((one) => one.counted_by),
  );
  const items = shown.map((cells): Difference => {
    const number = (cell: Cell | undefined) => (cell === null || cell === undefined ? null : Number(cell));
    const figures = { difference: number(cells.difference), expected: number(cells.expected) };
    return {
      id: Number(cells.id),
      location: locations(cells.location),
      product: products(cells.product),
      lot: orNone(lots, cells.lot),
      compartment: orNone(compartments, cells.compartment),
      unit: facts.get(Number(cells.product))?.unit ?? '',
      state: String(cells.state) as Difference['state'],
      expected: wire(cells.expected) ?? '0',
      counted: wire(cells.counted),
      difference: wire(cells.difference) ?? '0',
      firstCounted: wire(cells.first_counted),
      countedBy: orNone(people, cells.counted_by),
      countedAt: cells.counted_at === null ? null : new Date(Number(cells.counted_at)).toISOString(),
      isFound: cells.is_found === 1,
      isBeyond: cells.state === 'counted' && isBeyond(figures, row.tolerance),
      value: can(ctx, seesCosts) ? formatDecimal(worthOf(cells), 'money') : null,
    };
  });
  return { items, more: rows.length - shown.length };
}
