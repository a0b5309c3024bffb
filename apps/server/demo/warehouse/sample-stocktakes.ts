import type { Ctx } from '#kernel/server/ctx.ts';
import { act, create } from '#kernel/server/write.ts';
import { count, place } from '#modules/stocktake/contract/index.ts';
import type { Stage } from './warehouse-story.ts';

const piece = 1_000_000;

/** One bay was counted and posted with a piece missing; another rack is being counted. */
export async function countSamplePlaces({ as, at, article }: Stage): Promise<void> {
  const [manager, clerk] = [as('warehouse-manager'), as('warehouse-clerk')];
  const done = await start(manager, at('R01-F02'), 'Fach 2 nach der Umräumung');
  await countThere(clerk, done, at('R01-F02-B01'), { [article('301031')]: -1 });
  await countThere(clerk, done, at('R01-F02-B02'), {});
  await act(manager, count, 'post', done);
  const open = await start(manager, at('R02'), 'Material vor dem Jahresabschluss');
  await countThere(clerk, open, at('R02-F01-B01'), {});
}

async function start(manager: Ctx, location: number, note: string): Promise<number> {
  const [made] = await create(manager, count, [{ kind: 'zone', location, includesEmpty: false, note }]);
  await act(manager, count, 'start', made?.id ?? 0);
  return made?.id ?? 0;
}

/** Counts everything at a place as the books have it, but for what is off. */
async function countThere(
  clerk: Ctx,
  stocktake: number,
  location: number,
  off: Readonly<Record<number, number>>,
): Promise<void> {
  const found = await clerk.db
    .selectFrom('stocktake_position as p')
    .innerJoin('stock_balance as b', (join) =>
      join
        .onRef('b.location', '=', 'p.location')
        .onRef('b.product', '=', 'p.product')
        .onRef('b.lot', '=', 'p.lot')
        .onRef('b.compartment', '=', 'p.compartment'),
    )
    .select(['p.place', 'p.product', 'p.lot', 'p.compartment', 'b.on_hand'])
    .where('p.count', '=', stocktake)
    .where('p.location', '=', location)
    .execute();
  for (const row of found)
    await act(clerk, place, 'count', Number(row.place), {
      product: Number(row.product),
      lot: Number(row.lot) || null,
      compartment: Number(row.compartment) || null,
      quantity: Number(row.on_hand) + (off[Number(row.product)] ?? 0) * piece,
    });
  await act(clerk, place, 'finish', Number(found[0]?.place ?? 0));
}
