import { type Draft, parseDecimal } from '#kernel/contract/index.ts';
import { type Ctx, createCtx, systemActor, withTransaction } from '#kernel/server/ctx.ts';
import type { ModuleServer } from '#kernel/server/module.ts';
import { type TestApp, type TestAppOptions, testApp } from '#kernel/server/testing.ts';
import { create } from '#kernel/server/write.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { businessDate, orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { box, compartment, location, lot } from '#modules/stock/contract/index.ts';
import {
  defaultLocation,
  type Move,
  type MovementKind,
  postMovements,
  stockServer,
} from '#modules/stock/server/index.ts';

const modules = [orgServer, partyServer, catalogServer, stockServer];

/** A house with a warehouse, for scenarios: what they need, by the codes they use. */
export interface Warehouse {
  t: TestApp;
  ctx: Ctx;
  today: string;
  /** The main store. */
  store: number;
  product(sku: string, values?: Draft<typeof variant>): Promise<number>;
  place(code: string, values?: Draft<typeof location>): Promise<number>;
  lot(product: number, number: string, values?: Draft<typeof lot>): Promise<number>;
  /** A box with slots `A`, `B` … and one compartment over all of them that holds the product. */
  boxFor(code: string, location: number, product: number): Promise<{ box: number; compartment: number }>;
  post(kind: MovementKind, moves: readonly Move[], date?: string): Promise<void>;
  /** Brings goods in from nowhere. */
  stock(product: number, quantity: string, at?: Partial<Move>, date?: string): Promise<void>;
  /** On hand and reserved by location, box and lot: `12/0/0` → `5 (2)`. */
  balances(product: number): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** A quantity as it is kept. */
export const pieces = (text: string): number => parseDecimal(text, 'quantity') ?? Number.NaN;

/** @param further modules beside those that stock stands on; a list that names those too keeps its order. */
export async function openWarehouse(
  further: readonly ModuleServer[] = [],
  options: TestAppOptions = {},
): Promise<Warehouse> {
  const all = [...modules.filter((module) => !further.includes(module)), ...further];
  const t = await testApp(all, options);
  for (const module of all) await module.seed?.(t.ctx);
  const ctx = { ...createCtx(t.app, systemActor), trusted: true };
  const idOf = async (made: Promise<{ id: number }[]>) => (await made)[0]?.id ?? 0;
  const today = businessDate(t.app.clock());
  const store = await defaultLocation(ctx, 'storage');
  const opening = await defaultLocation(ctx, 'opening');
  const [main] = await ctx.db.selectFrom('stock_warehouse').select('id').execute();
  let documents = 0;
  const house: Warehouse = {
    t,
    ctx,
    today,
    store,
    product: (sku, values) => idOf(create(ctx, variant, [{ sku, name: { de: sku, en: sku }, ...values }])),
    place: (code, values) => idOf(create(ctx, location, [{ code, warehouse: Number(main?.id), ...values }])),
    lot: (product, number, values) => idOf(create(ctx, lot, [{ product, number, ...values }])),
    boxFor: async (code, at, product) => {
      const boxId = await idOf(create(ctx, box, [{ code, location: at, slots: [{ code: 'A' }, { code: 'B' }] }]));
      const draft = { code: `${code}/A-B`, box: boxId, firstSlot: 1, lastSlot: 2, product };
      return { box: boxId, compartment: await idOf(create(ctx, compartment, [draft])) };
    },
    post: (kind, moves, date = today) => {
      documents += 1;
      const source = { resource: 'test.document', id: documents, title: `T-${documents}` };
      return withTransaction(ctx, (tx) => postMovements(tx, { kind, date, source }, moves));
    },
    stock: (product, quantity, at, date) =>
      house.post('opening', [{ product, from: opening, to: store, quantity: pieces(quantity), ...at }], date),
    balances: async (product) => {
      const rows = await ctx.db
        .selectFrom('stock_balance')
        .selectAll()
        .where('product', '=', product)
        .where('allows_negative', '=', 0)
        .execute();
      return Object.fromEntries(
        rows
          .filter((row) => row.on_hand !== 0 || row.reserved !== 0)
          .map((row) => [
            `${row.location}/${row.compartment}/${row.lot}`,
            `${Number(row.on_hand) / 1e6} (${Number(row.reserved) / 1e6})`,
          ]),
      );
    },
    close: () => t.close(),
  };
  return house;
}
