import { type Draft, parseDecimal } from '#kernel/contract/index.ts';
import { type Ctx, createCtx, systemActor, withTransaction } from '#kernel/server/ctx.ts';
import { type TestApp, type TestAppOptions, testApp } from '#kernel/server/testing.ts';
import { act, create } from '#kernel/server/write.ts';
import { bomServer } from '#modules/bom/server/index.ts';
import { variant } from '#modules/catalog/contract/index.ts';
import { catalogServer } from '#modules/catalog/server/index.ts';
import { documentsServer } from '#modules/documents/server/index.ts';
import { addDays, businessDate, orgServer } from '#modules/org/server/index.ts';
import { partyServer } from '#modules/party/server/index.ts';
import { location, receipt } from '#modules/stock/contract/index.ts';
import {
  defaultLocation,
  type Move,
  type MovementKind,
  postMovements,
  stockServer,
} from '#modules/stock/server/index.ts';
import { valuationServer, valueMovements } from '../server/index.ts';

const modules = [orgServer, partyServer, catalogServer, bomServer, documentsServer, stockServer, valuationServer];

export const pieces = (text: string): number => parseDecimal(text, 'quantity') ?? Number.NaN;
export const euro = (text: string): number => parseDecimal(text, 'money') ?? Number.NaN;

export interface House {
  t: TestApp;
  ctx: Ctx;
  day(ago: number): string;
  places: Record<'store' | 'supplier' | 'customer' | 'production' | 'adjustment', number>;
  product(sku: string, values?: Draft<typeof variant>): Promise<number>;
  place(code: string, values?: Draft<typeof location>): Promise<number>;
  /** A posted goods receipt of one line; its id. */
  receive(product: number, quantity: string, unitCost: string | null, ago?: number): Promise<number>;
  post(kind: MovementKind, moves: readonly Move[], ago?: number): Promise<void>;
  /** Goods for a customer. */
  sell(product: number, quantity: string, ago?: number): Promise<void>;
  value(): Promise<number>;
  /** What is kept of a product: quantity, value by average and FIFO. */
  worth(product: number): Promise<[quantity: number, average: number, fifo: number]>;
}

export async function openHouse(options: TestAppOptions = {}): Promise<House> {
  const t = await testApp(modules, options);
  for (const module of modules) await module.seed?.(t.ctx);
  const ctx = { ...createCtx(t.app, systemActor), trusted: true };
  const idOf = async (made: Promise<{ id: number }[]>) => (await made)[0]?.id ?? 0;
  const day = (ago: number) => addDays(businessDate(t.app.clock()), -ago);
  const places = {
    store: await defaultLocation(ctx, 'storage'),
    supplier: await defaultLocation(ctx, 'supplier'),
    customer: await defaultLocation(ctx, 'customer'),
    production: await defaultLocation(ctx, 'production'),
    adjustment: await defaultLocation(ctx, 'adjustment'),
  };
  const main = await ctx.db.selectFrom('stock_warehouse').select('id').executeTakeFirst();
  let documents = 0;
  const house: House = {
    t,
    ctx,
    day,
    places,
    product: (sku, values) => idOf(create(ctx, variant, [{ sku, name: { de: sku, en: sku }, ...values }])),
    place: (code, values) => idOf(create(ctx, location, [{ code, warehouse: Number(main?.id), ...values }])),
    receive: async (product, quantity, unitCost, ago = 0) => {
      const line = { product, quantity: pieces(quantity), unitCost: unitCost === null ? null : euro(unitCost) };
      const id = await idOf(create(ctx, receipt, [{ date: day(ago), lines: [line] }]));
      await act(ctx, receipt, 'post', id);
      return id;
    },
    post: (kind, moves, ago = 0) => {
      documents += 1;
      const source = { resource: 'test.document', id: documents, title: `T-${documents}` };
      return withTransaction(ctx, (tx) => postMovements(tx, { kind, date: day(ago), source }, moves));
    },
    sell: (product, quantity, ago) =>
      house.post('delivery', [{ product, from: places.store, to: places.customer, quantity: pieces(quantity) }], ago),
    value: async () => (await valueMovements(ctx)).made,
    worth: async (product) => {
      const row = await ctx.db
        .selectFrom('valuation_stand')
        .selectAll()
        .where('product', '=', product)
        .executeTakeFirstOrThrow();
      return [Number(row.quantity) / 1e6, Number(row.average_value) / 1e4, Number(row.fifo_value) / 1e4];
    },
  };
  return house;
}
