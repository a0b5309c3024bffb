import type { Ctx } from '#kernel/server/ctx.ts';
import { create } from '#kernel/server/write.ts';
import { location, warehouse } from '#modules/stock/contract/index.ts';

const text = (de: string, en: string) => ({ de, en });
const two = (index: number) => String(index).padStart(2, '0');
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

interface Rack {
  warehouse: number;
  code: string;
  name: { de: string; en: string };
  bays: number;
  shelves: number;
}

/** Ids of the sample company's places by their code. */
export type Places = (code: string) => number;

/** Two racks, goods-in and quarantine in the main warehouse; a rack at the shop in Hamburg. */
export async function createSamplePlaces(ctx: Ctx): Promise<Places> {
  const known = await ctx.db.selectFrom('stock_location').select(['id', 'code', 'warehouse']).execute();
  const ids = new Map(known.map(({ id, code }) => [String(code), Number(id)]));
  const main = Number(known.find(({ code }) => code === 'MAIN-STOCK')?.warehouse ?? 0);
  const [shop] = await create(ctx, warehouse, [
    { code: 'MARKT', name: text('Laden Hamburg, Markt', 'Shop in Hamburg, market'), pickRule: 'place' },
  ]);
  const special = await create(ctx, location, [
    { code: 'MAIN-GOODS-IN', name: text('Warenannahme', 'Goods in'), warehouse: main, purpose: 'special' },
    { code: 'MAIN-QUARANTINE', name: text('Sperrlager', 'Quarantine'), warehouse: main, purpose: 'quarantine' },
  ]);
  for (const { id, code } of special) ids.set(code, id);
  const racks: readonly Rack[] = [
    { warehouse: main, code: 'R01', name: text('Regal 1, Figuren', 'Rack 1, figures'), bays: 3, shelves: 2 },
    { warehouse: main, code: 'R02', name: text('Regal 2, Material', 'Rack 2, materials'), bays: 2, shelves: 2 },
    {
      warehouse: shop?.id ?? 0,
      code: 'DE-Hamburg-Markt-R01',
      name: text('Verkaufsregal', 'Sales rack'),
      bays: 1,
      shelves: 2,
    },
  ];
  for (const [index, rack] of racks.entries()) await createRack(ctx, rack, 1000 * (index + 1), ids);
  return (code) => {
    const id = ids.get(code);
    if (id === undefined) throw new Error(`there is no place ${code}`);
    return id;
  };
}

/** Rack, bays and shelves, the shelves in the order in which one walks past them. */
async function createRack(ctx: Ctx, rack: Rack, start: number, ids: Map<string, number>): Promise<void> {
  const inRack = { warehouse: rack.warehouse };
  const bays = upTo(rack.bays).map((bay) => `${rack.code}-F${two(bay)}`);
  const shelves = bays.flatMap((bay) => upTo(rack.shelves).map((shelf) => ({ bay, code: `${bay}-B${two(shelf)}` })));
  const note = (rows: readonly { id: number; code: string }[]) => {
    for (const { id, code } of rows) ids.set(code, id);
  };
  note(await create(ctx, location, [{ ...inRack, code: rack.code, name: rack.name, level: 'rack' }]));
  const parent = ids.get(rack.code) ?? null;
  note(
    await create(
      ctx,
      location,
      bays.map((code) => ({ ...inRack, code, parent, level: 'bay' as const })),
    ),
  );
  note(
    await create(
      ctx,
      location,
      shelves.map(({ bay, code }, index) => ({
        ...inRack,
        code,
        parent: ids.get(bay) ?? null,
        level: 'shelf' as const,
        routePosition: start + 10 * index,
        maxBoxes: 4,
      })),
    ),
  );
}
