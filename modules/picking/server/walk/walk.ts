import { formatDecimal, kernelErrors, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { sendStatement } from '#kernel/server/db/engine.ts';
import { marks } from '#kernel/server/db/statements.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { box, boxType } from '#modules/stock/contract/index.ts';
import { pickList, type Walk, type WalkList, type WalkPick, wave } from '../../contract/index.ts';
import { emptyWeight } from '../pick/weighing.ts';
import { type OpenTask, openTasks } from './open-tasks.ts';
import { walkTasks } from './walk-tasks.ts';

const quantity = (value: number) => formatDecimal(value, 'quantity');
/** So much of what was taken is shown to be taken back. */
const latest = 50;

type List = Row<typeof pickList>;

/**
 * How far a walk is: what was taken, and what is to be fetched, in the order of the way. It follows from the reservations
 * as they are now, so that any device can go on where another one stopped (first-user 10).
 */
export async function walkOf(ctx: Ctx, id: number): Promise<Walk> {
  const [row] = await rowsOf(ctx, wave, [id]);
  if (!row) throw kernelErrors.notFound();
  const ids = await ctx.db.selectFrom('picking_list').select('id').where('wave', '=', id).execute();
  const lists = (
    await rowsOf(
      ctx,
      pickList,
      ids.map((one) => Number(one.id)),
    )
  ).sort((a, b) => a.position - b.position);
  const open = lists.filter(({ state }) => state === 'open');
  const tasks =
    row.state === 'open'
      ? await openTasks(
          ctx,
          open.map(({ order }) => order),
          row.warehouse,
        )
      : [];
  const places = await titlesOf(ctx, 'stock.location', [row.place]);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    tolerance: formatDecimal(row.tolerance, 'rate'),
    place: places(row.place),
    lists: await walkLists(ctx, lists, tasks),
    tasks: await walkTasks(ctx, open, tasks),
    picks: await walkPicks(ctx, id),
  };
}

async function walkLists(ctx: Ctx, lists: readonly List[], tasks: readonly OpenTask[]): Promise<WalkList[]> {
  if (lists.length === 0) return [];
  const orders = await titlesOf(
    ctx,
    'sales.order',
    lists.map(({ order }) => order),
  );
  const customers = await titlesOf(
    ctx,
    'party.customer',
    lists.map(({ customer }) => customer),
  );
  const boxes = new Map(
    (
      await rowsOf(
        ctx,
        box,
        lists.flatMap((list) => list.box ?? []),
      )
    ).map((one) => [one.id, one]),
  );
  const types = new Map(
    (
      await rowsOf(
        ctx,
        boxType,
        [...boxes.values()].flatMap(({ type }) => type ?? []),
      )
    ).map((type) => [type.id, type]),
  );
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT pick_list, SUM(quantity) AS picked, SUM(shortage) AS short FROM picking_pick
      WHERE state = 'taken' AND pick_list IN ${marks(lists.length)} GROUP BY pick_list`,
    lists.map(({ id }) => id),
  );
  const sums = new Map(rows.map((one) => [Number(one.pick_list), one]));
  return lists.map((list) => {
    const own = boxes.get(list.box ?? 0);
    const tare = emptyWeight(types.get(own?.type ?? 0));
    return {
      id: list.id,
      position: list.position,
      order: orders(list.order),
      customer: customers(list.customer),
      box: own ? { id: own.id, title: own.code } : null,
      tare: tare === null ? null : String(tare),
      state: list.state,
      picked: quantity(Number(sums.get(list.id)?.picked ?? 0)),
      short: quantity(Number(sums.get(list.id)?.short ?? 0)),
      open: quantity(tasks.filter(({ order }) => order === list.order).reduce((sum, task) => sum + task.quantity, 0)),
    };
  });
}

async function walkPicks(ctx: Ctx, id: number): Promise<WalkPick[]> {
  const { rows } = await sendStatement(
    ctx.db,
    `SELECT id, pick_list, product, location, quantity, shortage, created_at FROM picking_pick
      WHERE wave = ? AND state = 'taken' ORDER BY id DESC LIMIT ${latest}`,
    [id],
  );
  const products = await titlesOf(
    ctx,
    'catalog.variant',
    rows.map(({ product }) => Number(product)),
  );
  const locations = await titlesOf(
    ctx,
    'stock.location',
    rows.map(({ location }) => Number(location)),
  );
  return rows.map((one) => ({
    id: Number(one.id),
    list: Number(one.pick_list),
    product: products(Number(one.product)),
    location: locations(Number(one.location)),
    quantity: quantity(Number(one.quantity)),
    shortage: quantity(Number(one.shortage)),
    at: new Date(Number(one.created_at)).toISOString(),
  }));
}
