import { formatDecimal, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { type Cell, sendStatement } from '#kernel/server/db/engine.ts';
import { rowOf } from '#kernel/server/read.ts';
import { type TitleOf, titlesOf } from '#kernel/server/references.ts';
import { shownVariants } from '#modules/catalog/server/index.ts';
import { compartment, location, lot } from '#modules/stock/contract/index.ts';
import { type CountRoute, count, type PlaceSheet, type place, type RoutePlace } from '../../contract/index.ts';
import { codesOf } from './codes-of.ts';
import { peopleOf } from './people-of.ts';

const placeText = (which: string) => `SELECT t.id, t.location, t.state, t.counter, COUNT(p.id) AS positions,
    SUM(CASE WHEN p.state IN ('open', 'recount') THEN 1 ELSE 0 END) AS open,
    SUM(CASE WHEN p.state = 'recount' THEN 1 ELSE 0 END) AS recounts
  FROM stocktake_place t LEFT JOIN stocktake_position p ON p.place = t.id WHERE t.${which} = ?
  GROUP BY t.id, t.location, t.state, t.counter, t.route ORDER BY t.route, t.id`;

type Cells = Record<string, Cell>;
/** The record that a cell names; 0 stands for none. */
const idIn = (cells: Cells, name: string): number => Number(cells[name] ?? 0);

const readPlace =
  (locations: TitleOf, people: Awaited<ReturnType<typeof peopleOf>>) =>
  (cells: Cells): RoutePlace => ({
    id: Number(cells.id),
    location: locations(Number(cells.location)),
    state: String(cells.state) as RoutePlace['state'],
    counter: people(idIn(cells, 'counter')),
    positions: Number(cells.positions),
    open: Number(cells.open ?? 0),
    isRecount: Number(cells.recounts ?? 0) > 0,
  });

async function placesBy(ctx: Ctx, which: '`count`' | 'id', value: number): Promise<RoutePlace[]> {
  const { rows } = await sendStatement(ctx.db, placeText(which), [value]);
  const locations = await titlesOf(
    ctx,
    location.name,
    rows.map((row) => Number(row.location)),
  );
  const people = await peopleOf(
    ctx,
    rows.map((row) => idIn(row, 'counter')),
  );
  return rows.map(readPlace(locations, people));
}

/** The places of a stocktake in the order of the way. */
export async function routeOf(ctx: Ctx, row: Row<typeof count>): Promise<CountRoute> {
  const { id, number, state, freezes, note } = row;
  const now = new Date(ctx.app.clock()).toISOString();
  return { count: { id, number, state, freezes, note }, now, places: await placesBy(ctx, '`count`', id) };
}

/**
 * What is to be counted at a place; while something is to be counted again, without what others are done with. What the
 * books say is not on it, and how much others have counted neither.
 */
export async function sheetOf(ctx: Ctx, row: Row<typeof place>): Promise<PlaceSheet> {
  const [shown] = await placesBy(ctx, 'id', row.id);
  if (!shown) throw new Error(`place ${row.id} is not on its way`);
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT id, product, lot, compartment, state, counted, counted_by, first_counted_by
      FROM stocktake_position WHERE place = ? ORDER BY id`,
    [row.id],
  );
  const me = ctx.actor.id;
  const isAsked = (one: Cells) =>
    one.state === 'open' || one.state === 'recount' || (one.counted !== null && one.counted_by === me);
  const isSecond = rows.some(({ state }) => state === 'recount' || state === 'recounted');
  const asked = isSecond ? rows.filter(isAsked) : rows;
  const of = (name: string) => asked.map((cells) => idIn(cells, name));
  const variants = await shownVariants(ctx, of('product'));
  const codes = await codesOf(ctx, variants);
  const lots = await titlesOf(ctx, lot.name, of('lot'));
  const compartments = await titlesOf(ctx, compartment.name, of('compartment'));
  const positions = asked.map((cells) => {
    const product = idIn(cells, 'product');
    const { title = { id: product, title: null }, unit = '', tracking = 'none' as const } = variants.get(product) ?? {};
    const isMine = cells.counted_by === me;
    return {
      id: Number(cells.id),
      product: title,
      codes: codes.get(product) ?? [],
      lot: lots(idIn(cells, 'lot')),
      compartment: compartments(idIn(cells, 'compartment')),
      unit,
      tracking,
      state: String(cells.state) as PlaceSheet['positions'][number]['state'],
      counted: isMine && cells.counted !== null ? formatDecimal(Number(cells.counted), 'quantity') : null,
      isMine: isMine && cells.counted !== null,
      isForOthers: cells.state === 'recount' && me !== null && cells.first_counted_by === me,
    };
  });
  positions.sort((a, b) => (a.product.title ?? '').localeCompare(b.product.title ?? '') || a.id - b.id);
  return { place: shown, positions };
}

export const countOf = (ctx: Ctx, id: number): Promise<Row<typeof count>> => rowOf(ctx, count, id);
