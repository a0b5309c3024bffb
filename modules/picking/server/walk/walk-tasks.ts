import { formatDecimal, type Row } from '#kernel/contract/index.ts';
import type { Ctx } from '#kernel/server/ctx.ts';
import { rowsOf } from '#kernel/server/read.ts';
import { titlesOf } from '#kernel/server/references.ts';
import { shownVariants } from '#modules/catalog/server/index.ts';
import { compartment, lot } from '#modules/stock/contract/index.ts';
import type { pickList, WalkTask } from '../../contract/index.ts';
import type { OpenTask } from './open-tasks.ts';
import { withCodes } from './with-codes.ts';

/** Everything that names what is to be fetched, by a few statements for all of it. */
async function factsOf(ctx: Ctx, tasks: readonly OpenTask[]) {
  const ids = (of: (task: OpenTask) => number | null) => [...new Set(tasks.flatMap((task) => of(task) ?? []))];
  const lots = await rowsOf(
    ctx,
    lot,
    ids((task) => task.lot),
  );
  const compartments = await rowsOf(
    ctx,
    compartment,
    ids((task) => task.compartment),
  );
  return {
    products: await withCodes(
      ctx,
      await shownVariants(
        ctx,
        ids(({ product }) => product),
      ),
    ),
    locations: await titlesOf(
      ctx,
      'stock.location',
      ids(({ location }) => location),
    ),
    boxes: await titlesOf(
      ctx,
      'stock.box',
      compartments.map(({ box }) => box),
    ),
    lots: new Map(lots.map((row) => [row.id, row])),
    compartments: new Map(compartments.map((row) => [row.id, row])),
  };
}

/** Open tasks as a device shows them. */
export async function walkTasks(
  ctx: Ctx,
  lists: readonly Row<typeof pickList>[],
  tasks: readonly OpenTask[],
): Promise<WalkTask[]> {
  if (tasks.length === 0) return [];
  const listOf = new Map(lists.map(({ id, order }) => [order, id]));
  const known = await factsOf(ctx, tasks);
  return tasks.map((task) => {
    const product = known.products.get(task.product);
    const inBox = known.compartments.get(task.compartment ?? 0);
    const box = known.boxes(inBox?.box);
    const ownLot = known.lots.get(task.lot ?? 0);
    return {
      key: [task.order, task.line, task.location, task.compartment ?? 0, task.lot ?? 0].join('-'),
      list: listOf.get(task.order) ?? 0,
      line: task.line,
      product: product?.title ?? { id: task.product, title: null },
      legacyNumber: product?.legacySku ?? null,
      unit: product?.unit ?? null,
      codes: [...(product?.codes ?? []), ...(ownLot ? [ownLot.number] : [])],
      location: known.locations(task.location),
      box,
      compartment: inBox ? { id: inBox.id, title: inBox.code } : null,
      placeCodes: inBox ? [box?.title ?? '', inBox.code].filter(Boolean) : [task.code],
      lot: ownLot ? { id: ownLot.id, title: ownLot.number } : null,
      expiresOn: ownLot?.expiresOn ?? null,
      quantity: formatDecimal(task.quantity, 'quantity'),
      pieceWeight: product?.pieceWeight ? formatDecimal(product.pieceWeight, 'quantity') : null,
    };
  });
}
