import { formatDecimal, type Money, multiplyDivide, type Row } from '#kernel/contract/index.ts';
import { type Ctx, can } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { shownVariants } from '#modules/catalog/server/index.ts';
import { compartment, location, lot } from '#modules/stock/contract/index.ts';
import type { count, Difference, Differences } from '../../contract/index.ts';
import { peopleOf } from '../place/people-of.ts';
import { isBeyond } from './beyond.ts';
import { seesCosts, usualCosts } from './usual-costs.ts';

const piece = 1_000_000;
type Cells = Record<string, Cell>;
/** The record that a cell names; 0 stands for none. */
const idIn = (cells: Cells, name: string): number => Number(cells[name] ?? 0);
const numberIn = (cells: Cells, name: string): number | null => {
  const cell = cells[name] ?? null;
  return cell === null ? null : Number(cell);
};
const quantityIn = (cells: Cells, name: string): string | null => {
  const quantity = numberIn(cells, name);
  return quantity === null ? null : formatDecimal(quantity, 'quantity');
};

/** Where what was counted is not what the books say, and what is being counted again; the greatest loss first. */
export async function differencesOf(ctx: Ctx, row: Row<typeof count>, limit: number): Promise<Differences> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT id, location, product, lot, compartment, state, counted, expected, difference, released, first_counted,
      counted_by, counted_at, is_found FROM stocktake_position
      WHERE \`count\` = ? AND (difference <> 0 OR state = 'recount') ORDER BY id`,
    [row.id],
  );
  const costOf = await usualCosts(
    ctx,
    rows.map((cells) => idIn(cells, 'product')),
  );
  const lost = (cells: Cells) => numberIn(cells, 'difference') ?? 0;
  const worthOf = (cells: Cells): Money => multiplyDivide(costOf(idIn(cells, 'product')), lost(cells), piece);
  const sorted = [...rows].sort((a, b) => worthOf(a) - worthOf(b) || lost(a) - lost(b));
  const shown = sorted.slice(0, limit);
  return { items: await itemsOf(ctx, row, shown, worthOf), more: rows.length - shown.length };
}

async function itemsOf(
  ctx: Ctx,
  { tolerance }: Row<typeof count>,
  rows: readonly Cells[],
  worthOf: (cells: Cells) => Money,
): Promise<Difference[]> {
  const of = (name: string) => rows.map((cells) => idIn(cells, name));
  const variants = await shownVariants(ctx, of('product'));
  const locations = await titlesOf(ctx, location.name, of('location'));
  const lots = await titlesOf(ctx, lot.name, of('lot'));
  const compartments = await titlesOf(ctx, compartment.name, of('compartment'));
  const people = await peopleOf(ctx, of('counted_by'));
  return rows.map((cells): Difference => {
    const product = idIn(cells, 'product');
    const { title = { id: product, title: null }, unit = '' } = variants.get(product) ?? {};
    const figures = { difference: numberIn(cells, 'difference'), expected: numberIn(cells, 'expected') };
    const countedAt = numberIn(cells, 'counted_at');
    return {
      id: Number(cells.id),
      location: locations(Number(cells.location)),
      product: title,
      lot: lots(idIn(cells, 'lot')),
      compartment: compartments(idIn(cells, 'compartment')),
      unit,
      state: String(cells.state) as Difference['state'],
      expected: quantityIn(cells, 'expected') ?? '0',
      counted: quantityIn(cells, 'counted'),
      difference: quantityIn(cells, 'difference') ?? '0',
      released: quantityIn(cells, 'released'),
      firstCounted: quantityIn(cells, 'first_counted'),
      countedBy: people(idIn(cells, 'counted_by')),
      countedAt: countedAt === null ? null : new Date(countedAt).toISOString(),
      isFound: cells.is_found === 1,
      isBeyond: cells.state === 'counted' && isBeyond(figures, tolerance),
      value: can(ctx, seesCosts) ? formatDecimal(worthOf(cells), 'money') : null,
    };
  });
}
